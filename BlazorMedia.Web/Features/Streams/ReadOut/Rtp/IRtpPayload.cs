namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtp;

/// <summary>How one codec travels in RTP.</summary>
internal interface IRtpPayload
{
    /// <summary>Ticks per second of its RTP time.</summary>
    int Clock { get; }

    /// <summary>Name, clock and channels for <c>a=rtpmap</c>.</summary>
    string Map { get; }

    /// <summary>For <c>a=fmtp</c>; null without any.</summary>
    string? Parameters { get; }

    /// <summary>The payloads of one sample; the last one carries the marker.</summary>
    IEnumerable<byte[]> Cut(ReadOnlyMemory<byte> sample, bool isSync);
}
