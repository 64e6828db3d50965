using System.Text;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.ReadOut.Rtp;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtsp;

/// <summary>One stream for one reader, who counts as a viewer for as long.</summary>
internal sealed class RtspPlay(LiveStream stream, RtspWire wire, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(5);

    private readonly IDisposable need = stream.Require();
    private IReadOnlyList<RtpTrack> tracks = [];
    private MediaInit? described;

    public bool IsSetUp => tracks.Any(t => t.Channel is not null);

    public byte FreeChannel => (byte)(2 * tracks.Count(t => t.Channel is not null));

    /// <returns>The SDP; null when no track can be sent.</returns>
    public string? Describe(string name)
    {
        described = stream.Ring.Current?.Init;
        tracks = [.. (described?.Tracks ?? []).Select(RtpTrack.For).OfType<RtpTrack>()];
        if (tracks.Count == 0) return null;
        var sdp = new StringBuilder($"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns={name}\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\na=range:npt=now-\r\n");
        foreach (var track in tracks) track.Describe(sdp);
        return sdp.ToString();
    }

    public RtpTrack? TrackOf(string uri) => tracks.FirstOrDefault(t => uri.EndsWith(t.Control, StringComparison.Ordinal));

    /// <summary>Sends until the reader is gone, or until the stream's parameters are others than described.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var reader = new RingReader(stream, time);
        using var packets = new MemoryStream();
        var reportedAt = 0L;
        while (true)
        {
            var portion = await reader.NextAsync(ct);
            if (!portion.Init.IsCompatibleWith(described!)) return;
            packets.SetLength(0);
            foreach (var sample in portion.Samples) tracks.FirstOrDefault(t => t.TrackId == sample.Track.Id && t.Channel is not null)?.Write(sample, portion.Origin, portion.Zero, packets);
            if (reportedAt == 0 || time.GetElapsedTime(reportedAt) > BetweenReports)
            {
                reportedAt = time.GetTimestamp();
                foreach (var track in tracks.Where(t => t.Channel is not null)) track.WriteReport(portion.Zero, packets);
            }
            await wire.WriteAsync(packets.GetBuffer().AsMemory(0, (int)packets.Length), ct);
        }
    }

    public void Dispose() => need.Dispose();
}
