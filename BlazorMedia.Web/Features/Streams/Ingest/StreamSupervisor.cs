using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Features.Streams.Publish;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>How a run ended.</summary>
/// <param name="Reason">Code, see <see cref="StreamStatus"/>.</param>
/// <param name="AtOnce">True when the next run must not wait: our own wish or a lesson learned, not a failure.</param>
internal sealed record RunEnd(StreamState State, string Reason, bool AtOnce = false);

/// <summary>Keeps one path in the state that it should be in: asleep, live, or trying. One endless loop per path.</summary>
internal sealed partial class StreamSupervisor(
    LiveStream stream, RingStore store, SourceVault vault, Publications publications, StatusBoard board, IOptionsMonitor<StreamsOptions> options, TimeProvider time, ILogger<StreamSupervisor> logger)
{
    // How long an on-demand path stays awake after its last viewer, so that a page reload does not cost a connection.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(10);

    // Each look costs, and each pause delays the live picture; what is short is only for who follows the newest media.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan CloseLook = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    private readonly Backoff backoff = new();
    private readonly IngestLessons lessons = new();
    private StreamPath? checkedPath;
    private bool hasSameSource;
    private long unneededSince;
    private int runs;

    /// <param name="adopted">A run of an earlier life of the app whose FFmpeg still writes.</param>
    public async Task RunAsync(IngestRun? adopted, CancellationToken ct)
    {
        try
        {
            for (var run = adopted; ; run = null) await stream.Nudge.WaitAsync(await TryStepAsync(run, ct), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the path or the app goes away
        }
    }

    private async Task<TimeSpan> TryStepAsync(IngestRun? adopted, CancellationToken ct)
    {
        try
        {
            return await StepAsync(adopted, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One bad path must not end its own watching; what is broken is shown and tried again.
            LogFailed(exception, stream.Name);
            board.Set(stream, StreamState.Offline, exception is IOException && FfmpegLog.Classify([exception.Message]) is { } reason ? reason : "failed", exception.Message);
            return backoff.Next();
        }
    }

    /// <summary>One state; returns how long to wait before the next look.</summary>
    private async Task<TimeSpan> StepAsync(IngestRun? adopted, CancellationToken ct)
    {
        if (!stream.Path.Enabled) return Rest(StreamState.Disabled, "disabled");
        if (!stream.IsNeeded && adopted is null) return Rest(StreamState.Asleep, "on-demand");
        if (vault.Open(stream.Path) is not { } source) return Rest(StreamState.Offline, "source-unreadable");

        var input = publications.InputOf(stream, source);
        if (adopted is null && input.Rest is var (state, reason)) return Rest(state, reason);
        if (adopted is not null) board.Adopted(stream, adopted);
        using var run = adopted ?? Begin(input);
        lessons.Begin(input.Address, run.Facts.Plan);
        var end = await FollowAsync(run, source, stream.Input = input, ct);
        if (end.Reason != "stopped") LogEnded(stream.Name, end.Reason, run.LastError);
        if (run.Tailer.Pictures > 0) backoff.Reset();
        if (end.AtOnce) return TimeSpan.Zero;
        if (input.Publication is not null) return Left(end, run);
        board.Set(stream, end.State, end.Reason, run.LastError);
        return end.State == StreamState.Unauthorised ? backoff.Slow() : backoff.Next();
    }

    // Nothing is tried: the publisher's next keyframe, or the next publisher, begins the next run.
    private TimeSpan Left(RunEnd end, IngestRun run)
    {
        board.Set(stream, end.State, end.Reason, run.LastError);
        return end.Reason is "closed" or "stalled" ? TimeSpan.Zero : backoff.Next();
    }

    private TimeSpan Rest(StreamState state, string reason)
    {
        board.Set(stream, state, reason);
        backoff.Reset();
        return Forever;
    }

    private IngestRun Begin(IngestInput input)
    {
        if (input.Address.IsListener) board.Listening(stream, runs++);
        else board.Connecting(stream, runs++);
        return store.Begin(stream, input, lessons.PlanFor(input.Address));
    }

    private async Task<RunEnd> FollowAsync(IngestRun run, SourceAddress source, IngestInput input, CancellationToken ct)
    {
        var watch = new RunWatch(stream, run, input.Address, board, new StallWatch(() => options.CurrentValue, time), time);
        using var timer = new PeriodicTimer(Look, time);
        // An adopted run is looked at before the recordings that need it have taken hold of it.
        (unneededSince, checkedPath) = (time.GetTimestamp(), null);
        var end = new RunEnd(StreamState.Offline, "stopped", AtOnce: true);
        try
        {
            RunEnd? seen;
            while ((seen = watch.Look(IsWanted(source) && !MustMakeWay(run, input))) is null)
            {
                var pause = stream.IsTailed ? CloseLook : Look;
                if (timer.Period != pause) timer.Period = pause;
                await timer.WaitForNextTickAsync(ct);
            }
            end = seen;
        }
        finally
        {
            // Also when the app stops: what it started in order, it ends in order.
            if (end.State == StreamState.Stalled) board.Set(stream, StreamState.Stalled, end.Reason);
            run.Sink?.Close();
            await run.Process.StopAsync(time, CancellationToken.None);
            stream.Input = null;
            run.End(time.GetUtcNow(), end.Reason == "stopped" && ct.IsCancellationRequested ? "app-stopped" : end.Reason);
        }
        return Learn(run, end);
    }

    private bool IsWanted(SourceAddress source)
    {
        // Deciphering four times a second would cost more than watching; a saved path is a new object.
        if (!ReferenceEquals(stream.Path, checkedPath))
            (checkedPath, hasSameSource) = (stream.Path, stream.Path.Enabled && vault.Open(stream.Path) is { } now && now.Url == source.Url);
        if (!hasSameSource) return false;
        if (stream.IsNeeded) unneededSince = time.GetTimestamp();
        return time.GetElapsedTime(unneededSince) < Linger;
    }

    // Whoever listens for SRT in vain ends when somebody comes by RTMP.
    private bool MustMakeWay(IngestRun run, IngestInput input) => input.Address.IsListener && run.Tailer.Pictures == 0 && publications.Of(stream.Id) is { Feed.IsReady: true };

    private RunEnd Learn(IngestRun run, RunEnd end)
    {
        if (lessons.Learn(run, end) is not { } next) return end;
        LogLearned(stream.Name, next.TranscodeVideo, next.Audio);
        return end with { AtOnce = true };
    }

    [LoggerMessage(LogLevel.Error, "Watching stream {Stream} failed")]
    private partial void LogFailed(Exception exception, string stream);

    [LoggerMessage(LogLevel.Information, "Stream {Stream} ended: {Reason}. FFmpeg's last error: {Error}")]
    private partial void LogEnded(string stream, string reason, string? error);

    [LoggerMessage(LogLevel.Information, "Stream {Stream} is tried again with transcoded video: {TranscodeVideo}, sound: {Audio}")]
    private partial void LogLearned(string stream, bool transcodeVideo, AudioPlan audio);
}
