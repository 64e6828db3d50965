using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>Looks at a run four times a second, or more often while somebody follows it: enters new media, tells the state, and says when the run is over.</summary>
internal sealed class RunWatch(LiveStream stream, IngestRun run, SourceAddress source, StatusBoard board, StallWatch stall, TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(200);

    private long? aliveAt;
    private long toldAt;
    private bool isLive;

    /// <summary>Null while it goes on.</summary>
    /// <param name="isWanted">False when the path was switched off, changed its source or is needed by nobody.</param>
    public RunEnd? Look(bool isWanted)
    {
        var before = run.Tailer.Pictures;
        run.Tailer.Poll(time.GetUtcNow());
        var alive = IsAlive(hasGrown: run.Tailer.Pictures > before);
        if (!isWanted) return new RunEnd(StreamState.Offline, "stopped", AtOnce: true);
        if (run.Tailer.ParametersChanged) return new RunEnd(StreamState.Connecting, "parameters", AtOnce: true);
        if (run.Run.Init is { } init && run.Facts.Plan.AfterSeeing(init) is not null) return new RunEnd(StreamState.Connecting, "codec", AtOnce: true);
        if (!alive) return Over();
        // Whoever listens may have to wait for days.
        if (stall.Look(run.Tailer.Pictures) && !(source.IsListener && run.Tailer.Pictures == 0)) return run.Tailer.Pictures == 0 ? Over("timeout") : new RunEnd(StreamState.Stalled, "stalled");
        if (run.Tailer.Pictures > 0) Tell();
        return null;
    }

    // Whoever wrote just now lives; asking the process table each time would cost as much as reading the media.
    private bool IsAlive(bool hasGrown)
    {
        if (!hasGrown && aliveAt is { } at && time.GetElapsedTime(at) < Pulse) return true;
        if (!hasGrown && !run.Process.IsAlive) return false;
        aliveAt = time.GetTimestamp();
        return true;
    }

    private void Tell()
    {
        if (isLive && time.GetElapsedTime(toldAt) < Second) return;
        (isLive, toldAt) = (true, time.GetTimestamp());
        run.ReadLog();
        run.SaveClock();
        board.Live(stream, run);
    }

    private RunEnd Over(string? otherwise = null)
    {
        run.ReadLog();
        var reason = run.IsDiskFull ? "no-space" : FfmpegLog.Classify(run.Lines, time.GetUtcNow() - run.Facts.StartedAt) ?? otherwise;
        if (run.Tailer.Pictures > 0 && reason is not "no-space") reason = "closed";
        reason ??= source.Kind switch { SourceKind.File => "unsupported", SourceKind.Publish => "closed", _ => "failed" };
        return new RunEnd(reason == "unauthorised" ? StreamState.Unauthorised : StreamState.Offline, reason);
    }
}
