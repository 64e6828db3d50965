using BlazorMedia.Web.Features.Streams.Publish.Feed;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>A run that is being written: its process, its folder and the tailer that enters it into the ring.</summary>
internal sealed class IngestRun(RunFolder folder, RunFacts facts, IngestProcess process, RingTailer tailer) : IDisposable
{
    private const int KeptLines = 30;

    private readonly Queue<string> lines = new();

    public RunFacts Facts => facts;

    /// <summary>Where a publisher's media go in; null for what FFmpeg fetches itself.</summary>
    public PublishSink? Sink { get; init; }

    public IngestProcess Process => process;

    public RingTailer Tailer => tailer;

    public RingRun Run => tailer.Run;

    /// <summary>FFmpeg's last lines, raw; they may hold secrets.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>The last error line, readable and without secrets.</summary>
    public string? LastError => lines.LastOrDefault(FfmpegLog.IsError) is { } line ? FfmpegLog.Readable(line) : null;

    public void ReadLog()
    {
        foreach (var line in process.ReadLog())
        {
            lines.Enqueue(line);
            if (lines.Count > KeptLines) lines.Dequeue();
        }
    }

    /// <summary>FFmpeg cannot say so itself: its messages go to the same full disk.</summary>
    public bool IsDiskFull => folder.FreeBytes < 1 << 20;

    public void SaveClock() => folder.SaveClock(tailer.Clock);

    /// <summary>Reads what is left after the process is gone and closes the run.</summary>
    public void End(DateTimeOffset now, string reason)
    {
        tailer.End(now, reason);
        ReadLog();
        SaveClock();
    }

    public void Dispose()
    {
        Sink?.Dispose();
        tailer.Dispose();
        process.Dispose();
    }
}
