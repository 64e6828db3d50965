using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Nodes;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>The history across lives of the app: the first change of each path in this life also ends what an earlier life left open.</summary>
internal sealed class SpanHistory(SpanLedger ledger, HealthPulse pulse, LiveStreams streams, ThisNode self, TimeProvider time)
{
    private readonly HashSet<Guid> begun = [];
    private DateTimeOffset? aliveUntil;
    private long beatAt;

    /// <summary>Where nodes share the paths, another one may have gone on with them, so nobody can say that nobody watched.</summary>
    public void Begin() => aliveUntil = self.IsClustered ? null : pulse.Read();

    public void Beat(bool isLast = false)
    {
        if (!isLast && beatAt != 0 && time.GetElapsedTime(beatAt) < HealthPulse.Rhythm) return;
        beatAt = time.GetTimestamp();
        // Where every path sleeps there is nothing to tell, and no disk is kept awake for it.
        if (isLast || streams.All.Any(s => s.Status.State is not (StreamState.Asleep or StreamState.Disabled))) pulse.Beat();
    }

    public async Task WriteAsync(SpanMove move, CancellationToken ct)
    {
        await ledger.WriteAsync(move, begun.Contains(move.StreamId) ? null : aliveUntil, ct);
        begun.Add(move.StreamId);
    }
}
