using System.Collections.Concurrent;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ownership;
using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>
/// The running side of a path: its status, its ring and who needs it. One per path, for as long as the path exists.
/// This is what other features may hold on to.
/// </summary>
internal sealed class LiveStream(Guid id, TimeProvider time)
{
    private readonly ConcurrentDictionary<Need, byte> needs = new();
    private long viewedUntilTicks;
    private int tails;

    public Guid Id { get; } = id;

    /// <summary>The row as it was last read; replaced when it is saved.</summary>
    public required StreamPath Path { get; set; }

    public string Name => Path.Name;

    /// <summary>That another node pulls it, or none yet; null = this one does. Its status is then what the other one says, and its ring is empty.</summary>
    public StreamElsewhere? Elsewhere { get; internal set; }

    /// <summary>True while what this node ran of a path that it gave up has not ended; also when ending it failed.</summary>
    internal bool IsEnding { get; set; }

    /// <summary>What its run reads now; null without one.</summary>
    internal IngestInput? Input { get; set; }

    public RingIndex Ring { get; } = new();

    /// <summary>What its last keyframes looked like, where somebody wished to know.</summary>
    public PictureLog Pictures { get; } = new();

    public StreamStatus Status { get; internal set; } = new(StreamState.Connecting, "starting", time.GetUtcNow());

    /// <summary>True while somebody must have it: a recording, a viewer, a pre-roll, a path that is not on demand.</summary>
    public bool IsNeeded => !Path.OnDemand || Path.PreRollSeconds > 0 || Path.Record || !needs.IsEmpty || time.GetUtcNow().UtcTicks < Volatile.Read(ref viewedUntilTicks);

    /// <summary>Signalled when the path or its needs changed, so that the supervisor looks again at once.</summary>
    internal SemaphoreSlim Nudge { get; } = new(0, 1);

    /// <summary>Keeps an on-demand path awake until disposed.</summary>
    public IDisposable Require()
    {
        var need = new Need(this);
        needs.TryAdd(need, 0);
        Wake();
        return need;
    }

    /// <summary>True while somebody follows the newest media, so that it is worth looking for it more often.</summary>
    internal bool IsTailed => Volatile.Read(ref tails) > 0;

    /// <summary>Until disposed, new media is entered into the ring as soon as it is written.</summary>
    public IDisposable Tail() => new Tailing(this);

    /// <summary>A viewer asked for something: awake for another <paramref name="span"/>.</summary>
    public void Viewed(TimeSpan span)
    {
        Volatile.Write(ref viewedUntilTicks, (time.GetUtcNow() + span).UtcTicks);
        if (Status.State == StreamState.Asleep) Wake();
    }

    /// <summary>Waits until media arrives; false when it did not within <paramref name="patience"/>.</summary>
    public async Task<bool> WaitUntilLiveAsync(TimeSpan patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            for (var version = Ring.Version; Status.State != StreamState.Live || Ring.Current?.LastFragment is null; version = Ring.Version)
                await Ring.WaitForChangeAsync(version, limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    internal void Wake()
    {
        try
        {
            Nudge.Release();
        }
        catch (SemaphoreFullException)
        {
            // it has been told already
        }
    }

    private sealed class Tailing : IDisposable
    {
        private readonly LiveStream stream;
        private int isOver;

        public Tailing(LiveStream stream)
        {
            this.stream = stream;
            Interlocked.Increment(ref stream.tails);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0) Interlocked.Decrement(ref stream.tails);
        }
    }

    private sealed class Need(LiveStream stream) : IDisposable
    {
        public void Dispose()
        {
            if (stream.needs.TryRemove(this, out _)) stream.Wake();
        }
    }
}
