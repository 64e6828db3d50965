using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Streams.Live;

/// <summary>A live stream whose ring holds a clip.</summary>
internal static class RingClipEnter
{
    public static async Task<LiveStream> StreamAsync(Clip clip, string folder, TimeProvider time, CancellationToken ct)
    {
        var path = StreamPath.Create(new StreamSettings("cam", null, null, 0, true, false, false, 0, null), time.GetUtcNow());
        var stream = new LiveStream(path.Id, time) { Path = path };
        stream.Status = new StreamStatus(StreamState.Live, null, time.GetUtcNow());
        Directory.CreateDirectory(folder);
        if (!Directory.EnumerateFiles(folder).Any()) await RingClip.WriteAsync(clip, folder, ct);
        Enter(stream.Ring, folder, time.GetUtcNow());
        return stream;
    }

    /// <summary>As if the run had just been written; it has not ended.</summary>
    public static RingRun Enter(RingIndex ring, string folder, DateTimeOffset start)
    {
        var run = new RingRun(Path.GetFileName(folder), folder, start, ring.RunCount++);
        ring.Change(runs => runs.Add(run));
        var clock = new RunClock();
        clock.Resume(start);
        using var tailer = new RingTailer(ring, run, clock);
        tailer.Poll(start, isArriving: false);
        return run;
    }

    /// <summary>Takes a fragment and all behind it out of the index, as if they had not arrived yet.</summary>
    public static void Drop(RingIndex ring, RingFragment from) => ring.Change(runs =>
    {
        from.Segment.Fragments = [.. from.Segment.Fragments.TakeWhile(f => f != from)];
        return runs;
    });
}
