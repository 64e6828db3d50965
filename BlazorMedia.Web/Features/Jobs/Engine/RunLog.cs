namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>
/// The last lines that one run logged, for people who watch it. Found by the flow of the run, so that two runs at once
/// keep only their own lines. The engine keeps the same lines with the history, but shows them only after the end.
/// </summary>
internal sealed class RunLog(Action changed) : IDisposable
{
    public const int MaxLines = 200;
    private const int MaxLength = 2000;

    private static readonly AsyncLocal<RunLog?> Ambient = new();
    private readonly Queue<RunLine> lines = new(MaxLines);
    private bool ended;

    /// <summary>Of the run that the calling code is part of; null outside a run.</summary>
    public static RunLog? Current => Ambient.Value;

    public IReadOnlyList<RunLine> Lines
    {
        get
        {
            lock (lines) return [.. lines];
        }
    }

    /// <summary>From here on the flow of the caller is this run.</summary>
    public RunLog Enter()
    {
        Ambient.Value = this;
        return this;
    }

    public void Add(RunLine line)
    {
        lock (lines)
        {
            // What the run left behind and did not wait for may still log.
            if (ended) return;
            if (lines.Count == MaxLines) lines.Dequeue();
            lines.Enqueue(line.Text.Length <= MaxLength ? line : line with { Text = line.Text[..MaxLength] });
        }
        changed();
    }

    public void Dispose()
    {
        lock (lines) ended = true;
        Ambient.Value = null;
    }
}

/// <param name="Text">The message, and the exception where there is one.</param>
internal sealed record RunLine(DateTimeOffset At, LogLevel Level, string Category, string Text);
