using System.Collections.Concurrent;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Smart;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>Starts the recordings of paths that are recorded whenever they are live, or whose trigger says so. How one follows the other is the worker's work.</summary>
internal sealed partial class AutoRecorder(LiveStreams streams, ActiveRecordings active, StartRecording start, TriggerBoard triggers, ILogger<AutoRecorder> logger)
{
    private readonly ConcurrentDictionary<Guid, Pausing> pauses = new();

    /// <summary>
    /// A person stopped it, so it is not started again until the source has come back or the path was saved again
    /// (also by switching it or its recording off and on). In memory only: a restart of the app is a fresh start as well.
    /// </summary>
    public void Pause(RecordingWorker worker)
    {
        triggers.StoppedByHand(worker.Stream.Id);
        if (worker.Current.Trigger == RecordingTrigger.Auto) pauses[worker.Stream.Id] = PausingOf(worker.Stream);
    }

    public async Task StartDueAsync(CancellationToken ct)
    {
        foreach (var stream in streams.All)
        {
            try
            {
                await StartDueAsync(stream, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, stream.Name);
            }
        }
    }

    private async Task StartDueAsync(LiveStream stream, CancellationToken ct)
    {
        if (active.RunningTaskOf(stream.Id) is not null)
        {
            triggers.Recorded(stream.Id);
            return;
        }
        var wish = triggers.WishOf(stream);
        var isDue = wish.Smart || (wish.Always && !IsPaused(stream));
        if (!isDue || stream.Elsewhere is not null || stream.Status.State != StreamState.Live) return;
        // Said once by whoever closed it, not once a second.
        if (start.Hindrance(stream.Id) is not null) return;
        var trigger = wish.Smart ? RecordingTrigger.Smart : RecordingTrigger.Auto;
        var started = await start.HandleAsync(new StartRecordingRequest(stream.Name, null, stream.Path.FileSeconds / 60.0), trigger, null, wish.From, ct);
        if (!started.IsSuccess) LogRefused(stream.Name, started.Refusal.Message);
    }

    private static Pausing PausingOf(LiveStream stream) => new(stream.Ring.Current?.Id, stream.Path.UpdatedAt);

    private bool IsPaused(LiveStream stream)
    {
        if (!pauses.TryGetValue(stream.Id, out var pause)) return false;
        if (pause == PausingOf(stream)) return true;
        pauses.TryRemove(stream.Id, out _);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The path {Stream}, which records by itself, could not be recorded: {Reason}")]
    private partial void LogRefused(string stream, string reason);

    [LoggerMessage(LogLevel.Error, "The path {Stream}, which records by itself, could not be recorded; it is tried again")]
    private partial void LogFailed(Exception exception, string stream);

    private sealed record Pausing(string? RunId, DateTimeOffset SavedAt);
}
