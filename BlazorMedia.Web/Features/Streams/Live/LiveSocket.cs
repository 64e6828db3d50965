using System.Net.WebSockets;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>
/// One viewer in the lowest delay: follows the ring and sends each fragment as soon as it is whole. The ring is the queue, so a slow viewer costs
/// no memory: it is put forward to the newest keyframe, and one that takes nothing at all is sent away.
/// </summary>
internal sealed class LiveSocket(WebSocket socket, LiveStream stream, TimeSpan ring, TimeProvider time)
{
    // What lies further back than this is not worth sending to somebody who wants to see now.
    private static readonly TimeSpan MaxBehind = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(10);

    private readonly LiveMessages messages = new();
    private RingRun? run;
    private RingFragment? sent;

    /// <summary>Ends when the viewer leaves, takes nothing, or <paramref name="ct"/> says so.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var need = stream.Require();
        using var tail = stream.Tail();
        while (true)
        {
            var version = stream.Ring.Version;
            while (Next() is { } fragment) await SendAsync(fragment, ct);
            await stream.Ring.WaitForChangeAsync(version, ct);
        }
    }

    /// <summary>What this viewer gets next; null when there is nothing new.</summary>
    private RingFragment? Next()
    {
        var newest = stream.Ring.Runs.LastOrDefault(r => r.Init is not null && r.LastFragment is not null);
        if (newest is null) return null;
        if (sent is null || newest != run) return newest.LastKeyframe;
        var next = After(sent);
        if (next is null || newest.LastFragment!.EndsAt - next.StartsAt <= MaxBehind) return next;
        return newest.LastKeyframe is { } keyframe && keyframe.Sequence > sent.Sequence ? keyframe : next;
    }

    // The list of segments is read before their fragments: when a segment is in it, the one before it is whole.
    private static RingFragment? After(RingFragment fragment) =>
        fragment.Segment.Run.Segments.SkipWhile(s => s.Number < fragment.Segment.Number).SelectMany(s => s.Fragments).FirstOrDefault(f => f.Sequence > fragment.Sequence);

    private async Task SendAsync(RingFragment fragment, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(SendPatience);
        if (fragment.Segment.Run != run) await BeginAsync(fragment.Segment.Run, limit.Token);
        sent = fragment;
        await messages.SendAsync(socket, fragment, time.GetUtcNow(), limit.Token);
    }

    private async Task BeginAsync(RingRun next, CancellationToken ct)
    {
        run = next;
        await LiveMessages.SendHelloAsync(socket, LiveHello.Of(next, ring, time.GetUtcNow()), ct);
        await LiveMessages.SendInitAsync(socket, next.Init!, ct);
    }
}
