using System.Buffers.Binary;

namespace BlazorMedia.Web.Features.Streams.Publish.Feed;

/// <summary>FLV, as the packets came.</summary>
internal sealed class FlvFormat : IPublishFormat
{
    public byte[] Begin(FlvPacket? video, FlvPacket? audio, bool hasSound)
    {
        // What the flags promise FFmpeg waits for, and no longer.
        byte[] header = [(byte)'F', (byte)'L', (byte)'V', 1, (byte)(hasSound ? 5 : 1), 0, 0, 0, 9, 0, 0, 0, 0];
        return [.. header, .. video is null ? [] : Write(video, 0), .. audio is null ? [] : Write(audio, 0)];
    }

    public byte[] Write(FlvPacket packet, uint time)
    {
        var length = packet.Head.Length + packet.Data.Length;
        var tag = new byte[11 + length + 4];
        tag[0] = packet.Kind == PacketKind.Video ? (byte)9 : (byte)8;
        (tag[1], tag[2], tag[3]) = ((byte)(length >> 16), (byte)(length >> 8), (byte)length);
        (tag[4], tag[5], tag[6], tag[7]) = ((byte)(time >> 16), (byte)(time >> 8), (byte)time, (byte)(time >> 24));
        packet.Head.CopyTo(tag, 11);
        packet.Data.Span.CopyTo(tag.AsSpan(11 + packet.Head.Length));
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(11 + length), 11 + length);
        return tag;
    }
}
