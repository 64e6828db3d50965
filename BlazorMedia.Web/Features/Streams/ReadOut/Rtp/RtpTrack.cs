using System.Buffers.Binary;
using System.Globalization;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtp;

/// <summary>One track on its way to one reader: numbers and dates its packets.</summary>
internal sealed class RtpTrack(MediaTrack track, IRtpPayload payload, int index)
{
    private const int FirstType = 96;

    // Seconds between 1900 and 1970.
    private const long NtpEpoch = 2_208_988_800;

    private readonly uint source = (uint)Random.Shared.Next(1, int.MaxValue);
    private ushort sequence = (ushort)Random.Shared.Next(ushort.MaxValue);
    private uint packets;
    private uint octets;
    private uint lastTime;
    private double lastSeconds;
    private bool isReported;

    public int TrackId => track.Id;

    /// <summary>Of the interleaved RTP packets; those of RTCP have the next one. Null until it is set up.</summary>
    public byte? Channel { get; set; }

    public string Control => string.Create(CultureInfo.InvariantCulture, $"trackID={index}");

    /// <summary>Null for a codec that we cannot send.</summary>
    public static RtpTrack? For(MediaTrack track, int index)
    {
        IRtpPayload? payload = track.Codec switch
        {
            "h264" => new H264Payload(track),
            "hevc" => new H265Payload(track),
            "aac" => new AacPayload(track),
            "opus" => new OpusPayload(),
            _ => null,
        };
        return payload is null ? null : new(track, payload, index);
    }

    public void Describe(System.Text.StringBuilder sdp)
    {
        var type = FirstType + index;
        sdp.Append(CultureInfo.InvariantCulture, $"m={(track.IsVideo ? "video" : "audio")} 0 RTP/AVP {type}\r\na=rtpmap:{type} {payload.Map}\r\n");
        if (payload.Parameters is { } parameters) sdp.Append(CultureInfo.InvariantCulture, $"a=fmtp:{type} {parameters}\r\n");
        sdp.Append(CultureInfo.InvariantCulture, $"a=control:{Control}\r\n");
    }

    /// <summary>The sample as interleaved RTP packets.</summary>
    /// <param name="origin">Seconds that are added to the media time, so that runs follow each other.</param>
    /// <param name="zero">Wall clock of the second 0 of all tracks.</param>
    public void Write(RingSample sample, double origin, DateTimeOffset zero, MemoryStream to)
    {
        var seconds = ((sample.DecodeTime + sample.CompositionOffset) / (double)track.Timescale) + origin;
        (lastSeconds, lastTime) = (seconds, unchecked((uint)(long)Math.Round(seconds * payload.Clock)));
        // Before its first packet: a reader that dates packets without one lets every track begin at its own zero, and moves them later.
        if (!isReported) WriteReport(zero, to);
        byte[]? waiting = null;
        foreach (var piece in payload.Cut(sample.Data, sample.IsSync))
        {
            if (waiting is not null) Write(waiting, isLast: false, to);
            waiting = piece;
        }
        if (waiting is not null) Write(waiting, isLast: true, to);
    }

    /// <summary>A sender report: which instant the last packet's time is. All tracks count from the same zero, or sound and picture would be moved against each other.</summary>
    /// <param name="zero">Wall clock of the second 0 of all tracks.</param>
    public void WriteReport(DateTimeOffset zero, MemoryStream to)
    {
        isReported = true;
        var now = zero.AddTicks((long)Math.Round(lastSeconds * TimeSpan.TicksPerSecond));
        Span<byte> report = stackalloc byte[4 + 28];
        (report[0], report[1], report[3], report[4], report[5], report[7]) = ((byte)'$', (byte)(Channel!.Value + 1), 28, 0x80, 200, 6);
        BinaryPrimitives.WriteUInt32BigEndian(report[8..], source);
        BinaryPrimitives.WriteUInt32BigEndian(report[12..], unchecked((uint)(now.ToUnixTimeSeconds() + NtpEpoch)));
        BinaryPrimitives.WriteUInt32BigEndian(report[16..], (uint)(now.UtcTicks % TimeSpan.TicksPerSecond / (double)TimeSpan.TicksPerSecond * uint.MaxValue));
        BinaryPrimitives.WriteUInt32BigEndian(report[20..], lastTime);
        BinaryPrimitives.WriteUInt32BigEndian(report[24..], packets);
        BinaryPrimitives.WriteUInt32BigEndian(report[28..], octets);
        to.Write(report);
    }

    private void Write(byte[] piece, bool isLast, MemoryStream to)
    {
        Span<byte> header = stackalloc byte[4 + 12];
        (header[0], header[1]) = ((byte)'$', Channel!.Value);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(12 + piece.Length));
        (header[4], header[5]) = (0x80, (byte)((isLast ? 0x80 : 0) | (FirstType + index)));
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], sequence++);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], lastTime);
        BinaryPrimitives.WriteUInt32BigEndian(header[12..], source);
        to.Write(header);
        to.Write(piece);
        packets++;
        octets += (uint)piece.Length;
    }
}
