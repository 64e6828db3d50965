using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>Looks at a run five times a second: enters new media, tells the state, and says when the run is over.</summary>
internal sealed class RunWatch(LiveStream stream, IngestRun run, SourceAddress source, StatusBoard board, StallWatch stall, TimeProvider time)
{
    /// <summary>What browsers and MP4 can hold; anything else is re-encoded.</summary>
    private static readonly HashSet<string> Playable = ["h264", "hevc", "av1", "vp9"];

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private long toldAt;
    private bool isLive;

    /// <summary>Null while it goes on.</summary>
    /// <param name="isWanted">False when the path was switched off, changed its source or is needed by nobody.</param>
    public RunEnd? Look(bool isWanted)
    {
        var alive = run.Process.IsAlive;
        run.Tailer.Poll(time.GetUtcNow());
        if (!isWanted) return new RunEnd(StreamState.Offline, "stopped", AtOnce: true);
        if (run.Tailer.ParametersChanged) return new RunEnd(StreamState.Connecting, "parameters", AtOnce: true);
        if (run.Run.Init?.Video is { } video && !Playable.Contains(video.Codec)) return new RunEnd(StreamState.Connecting, "codec", AtOnce: true);
        if (!alive) return Over();
        if (stall.Look(run.Tailer.Pictures)) return run.Tailer.Pictures == 0 ? Over("timeout") : new RunEnd(StreamState.Stalled, "stalled");
        if (run.Tailer.Pictures > 0) Tell();
        return null;
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
        var reason = run.IsDiskFull ? "no-space" : FfmpegLog.Classify(run.Lines) ?? otherwise;
        if (run.Tailer.Pictures > 0 && reason is not "no-space") reason = "closed";
        reason ??= source.Kind == SourceKind.File ? "unsupported" : "failed";
        return new RunEnd(reason == "unauthorised" ? StreamState.Unauthorised : StreamState.Offline, reason);
    }
}
