using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Publish.Rtmp;

namespace BlazorMedia.Web.Features.Streams.Publish.Feed;

/// <summary>Understands the bodies of FLV's video and audio tags: the old ones, and those of enhanced RTMP (its version 1 for pictures, AAC for sound).</summary>
internal static class FlvPackets
{
    private const int Avc = 7;

    // What some encoders sent H.265 as before there was an agreement.
    private const int UnofficialHevc = 12;
    private const int Aac = 10;
    private const int EnhancedSound = 9;

    /// <returns>Null for what carries no media: ends of sequences, colour notes, codecs that nobody can play.</returns>
    public static FlvPacket? Read(RtmpMessage message) => message.Length < 2 ? null : message.Type switch
    {
        RtmpMessage.Video => Video(message.Timestamp, message.Payload),
        RtmpMessage.Audio => Audio(message.Timestamp, message.Payload),
        _ => null,
    };

    private static FlvPacket? Video(uint timestamp, ReadOnlyMemory<byte> body)
    {
        var first = body.Span[0];
        var isKeyframe = ((first >> 4) & 7) == 1;
        if ((first & 0x80) != 0) return Enhanced(timestamp, first & 0x0F, isKeyframe, body);
        var codec = first & 0x0F;
        if (codec is not (Avc or UnofficialHevc)) return new(PacketKind.Video, "other", false, isKeyframe, timestamp, 0, [first], body[1..]);
        if (body.Length < 5 || body.Span[1] > 1) return null;
        return Picture(codec == Avc ? "h264" : "hevc", body.Span[1] == 0, isKeyframe, timestamp, Int24(body.Span[2..]), body[5..]);
    }

    private static FlvPacket? Enhanced(uint timestamp, int packetType, bool isKeyframe, ReadOnlyMemory<byte> body)
    {
        if (body.Length < 5 || CodecOf(body.Span[1..5]) is not { } codec) return null;
        var hasOffset = packetType == 1 && codec is ("h264" or "hevc");
        if (packetType is not (0 or 1 or 3) || (hasOffset && body.Length < 8)) return null;
        return Picture(codec, packetType == 0, isKeyframe, timestamp, hasOffset ? Int24(body.Span[5..]) : 0, body[(hasOffset ? 8 : 5)..]);
    }

    private static FlvPacket Picture(string codec, bool isConfig, bool isKeyframe, uint timestamp, int offset, ReadOnlyMemory<byte> data) =>
        new(PacketKind.Video, codec, isConfig, isKeyframe, timestamp, offset,
            [(byte)((isKeyframe ? 0x10 : 0x20) | Avc), (byte)(isConfig ? 0 : 1), (byte)(offset >> 16), (byte)(offset >> 8), (byte)offset], data);

    private static FlvPacket? Audio(uint timestamp, ReadOnlyMemory<byte> body)
    {
        var first = body.Span[0];
        return (first >> 4) switch
        {
            Aac when body.Span[1] < 2 => Sound(body.Span[1] == 0, timestamp, first, body[2..]),
            Aac => null,
            EnhancedSound when body.Length >= 5 && (first & 0x0F) < 2 && body.Span[1..5].SequenceEqual("mp4a"u8) => Sound((first & 0x0F) == 0, timestamp, 0xAF, body[5..]),
            EnhancedSound => null,
            _ => new(PacketKind.Audio, "other", false, false, timestamp, 0, [first], body[1..]),
        };
    }

    private static FlvPacket Sound(bool isConfig, uint timestamp, byte first, ReadOnlyMemory<byte> data) =>
        new(PacketKind.Audio, "aac", isConfig, false, timestamp, 0, [first, (byte)(isConfig ? 0 : 1)], data);

    private static string? CodecOf(ReadOnlySpan<byte> letters) => BinaryPrimitives.ReadUInt32BigEndian(letters) switch
    {
        0x61766331 => "h264",
        0x68766331 => "hevc",
        0x61763031 => "av1",
        0x76703039 => "vp9",
        _ => null,
    };

    private static int Int24(ReadOnlySpan<byte> bytes) => ((sbyte)bytes[0] << 16) | (bytes[1] << 8) | bytes[2];
}
