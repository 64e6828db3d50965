using System.Collections.Immutable;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>
/// What one path's ring holds, oldest run first. One writer (the tailer), any number of readers without a lock.
/// A reader that must not lose segments takes a <see cref="RingHold"/> first.
/// </summary>
internal sealed class RingIndex
{
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<RingHold> holds = [];

    public ImmutableArray<RingRun> Runs { get; private set; } = [];

    /// <summary>The media sequence given last; -1 before the first.</summary>
    internal long LastMediaSequence { get; set; } = -1;

    /// <summary>Runs entered since the app started.</summary>
    internal long RunCount { get; set; }

    /// <summary>Fragments that arrived since the app started.</summary>
    public long FragmentsArrived { get; private set; }

    /// <summary>Bytes of them.</summary>
    public long BytesArrived { get; private set; }

    /// <summary>Grows with every change: a fragment, a closed segment, a run's begin or end.</summary>
    public long Version { get; private set; }

    /// <summary>The run that FFmpeg is writing now, or null.</summary>
    public RingRun? Current => Runs.LastOrDefault(r => !r.IsEnded);

    public IEnumerable<RingSegment> Segments => Runs.SelectMany(r => r.Segments);

    public IEnumerable<RingFragment> Fragments => Segments.SelectMany(s => s.Fragments);

    public RingFragment? LastFragment => Runs.LastOrDefault(r => r.LastFragment is not null)?.LastFragment;

    /// <summary>The newest fragment that decoding can begin with; null in an empty ring.</summary>
    public RingFragment? LastKeyframe => Runs.Reverse().Select(r => r.LastKeyframe).FirstOrDefault(f => f is not null);

    /// <summary>The newest keyframe fragment that starts at or before <paramref name="instant"/>; the oldest one where none is that old; null in an empty ring.</summary>
    /// <param name="run">Only this run's; null = any.</param>
    public RingFragment? KeyframeAtOrBefore(DateTimeOffset instant, RingRun? run = null)
    {
        RingFragment? found = null;
        foreach (var fragment in run?.Fragments ?? Fragments)
        {
            if (!fragment.IsKeyframe) continue;
            if (found is not null && fragment.StartsAt > instant) break;
            found = fragment;
        }
        return found;
    }

    /// <summary>Completes at the next change after <paramref name="version"/>; at once when there was one already.</summary>
    public Task WaitForChangeAsync(long version, CancellationToken ct)
    {
        lock (gate) return Version > version ? Task.CompletedTask : changed.Task.WaitAsync(ct);
    }

    /// <summary>Keeps every segment whose media sequence is at least <paramref name="fromMediaSequence"/> until the hold moves on or is disposed.</summary>
    public RingHold Hold(long fromMediaSequence)
    {
        var hold = new RingHold(this, fromMediaSequence);
        lock (gate) holds = holds.Add(hold);
        return hold;
    }

    /// <summary>Segments below this media sequence are claimed by nobody.</summary>
    internal long HeldFrom => holds.Count == 0 ? long.MaxValue : holds.Min(h => h.FromMediaSequence);

    /// <summary>For the tailer, which is one thread.</summary>
    internal void CountArrived(IReadOnlyList<RingFragment> fragments)
    {
        FragmentsArrived += fragments.Count;
        BytesArrived += fragments.Sum(f => (long)f.Length);
    }

    internal void Release(RingHold hold)
    {
        lock (gate) holds = holds.Remove(hold);
    }

    /// <summary>For the tailer and the cleaner: changes the runs or what is below them, then wakes everybody who waits.</summary>
    internal void Change(Func<ImmutableArray<RingRun>, ImmutableArray<RingRun>> change)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            Runs = change(Runs);
            Version++;
            waiting = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        waiting.SetResult();
    }
}

/// <summary>A claim on a path's ring; see <see cref="RingIndex.Hold"/>.</summary>
internal sealed class RingHold(RingIndex ring, long fromMediaSequence) : IDisposable
{
    private long from = fromMediaSequence;

    public long FromMediaSequence => Volatile.Read(ref from);

    public void MoveTo(long mediaSequence) => Volatile.Write(ref from, mediaSequence);

    public void Dispose() => ring.Release(this);
}
