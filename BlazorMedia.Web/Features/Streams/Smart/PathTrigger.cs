using System.Collections.Immutable;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>The running side of one path's trigger. Checks come from any thread; nothing slow happens under its lock.</summary>
internal sealed class PathTrigger(StreamTrigger settings) : IDisposable
{
    public const int Kept = 120;

    private readonly Lock gate = new();
    private readonly TriggerRules rules = new(settings);
    private LiveStream? awake;
    private IDisposable? need;
    private int asking;

    public StreamTrigger Settings { get; } = settings;

    public WeeklyTable Table { get; } = settings.Table;

    public TriggerVerdict Verdict
    {
        get
        {
            lock (gate) return rules.Verdict;
        }
    }

    /// <summary>The last looks at an encoder box, oldest first; those at keyframes are in the path's picture log.</summary>
    public ImmutableArray<TriggerCheck> Checks { get; private set; } = [];

    /// <summary>Why the encoder box could not be asked: a code; null when it could.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Inputs with a signal at the last answer of the encoder box; null before the first.</summary>
    public int? Inputs { get; private set; }

    /// <summary>The encoder box's last picture.</summary>
    public byte[]? Picture { get; private set; }

    /// <summary>What is before this instant was recorded by another task.</summary>
    public DateTimeOffset RecordedUntil { get; set; }

    /// <summary>When the encoder box is asked next.</summary>
    public DateTimeOffset NextAskAt { get; set; }

    /// <returns>True when the verdict is another one now.</returns>
    public bool Tell(Action<TriggerRules> news)
    {
        lock (gate)
        {
            var before = rules.Verdict;
            news(rules);
            return rules.Verdict != before;
        }
    }

    public void Answered(DateTimeOffset at, int score, byte[] picture)
    {
        Tell(rules => rules.Check(at, score));
        Checks = (Checks.Length < Kept ? Checks : Checks.RemoveAt(0)).Add(new(at, score));
        (Picture, Trouble) = (picture, null);
    }

    public void HasInputs(int inputs) => (Inputs, Trouble) = (inputs, null);

    public void Failed(string trouble) => Trouble = trouble;

    /// <summary>True once until <see cref="Asked"/>: a slow box is not asked twice at a time.</summary>
    public bool TryAsk() => Interlocked.CompareExchange(ref asking, 1, 0) == 0;

    public void Asked() => Volatile.Write(ref asking, 0);

    /// <summary>An on-demand path must run to be looked at.</summary>
    public void KeepAwake(LiveStream? stream)
    {
        if (ReferenceEquals(stream, awake)) return;
        need?.Dispose();
        (awake, need) = (stream, stream?.Require());
    }

    public void Dispose() => KeepAwake(null);
}
