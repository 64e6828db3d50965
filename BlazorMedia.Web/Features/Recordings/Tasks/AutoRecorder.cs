using System.Collections.Concurrent;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>Starts the recordings of paths that are recorded whenever they are live. How one follows the other is the worker's work.</summary>
internal sealed partial class AutoRecorder(LiveStreams streams, ActiveRecordings active, StartRecording start, ILogger<AutoRecorder> logger)
{
    private readonly ConcurrentDictionary<Guid, Pausing> pauses = new();

    /// <summary>
    /// A person stopped it, so it is not started again until the source has come back or the path was saved again
    /// (also by switching it or its recording off and on). In memory only: a restart of the app is a fresh start as well.
    /// </summary>
    public void Pause(RecordingWorker worker)
    {
        if (worker.Current.Trigger == RecordingTrigger.Auto) pauses[worker.Stream.Id] = PausingOf(worker.Stream);
    }

    public async Task StartDueAsync(CancellationToken ct)
    {
        foreach (var stream in streams.All)
        {
            if (stream.Elsewhere is not null || !stream.Path.Record || stream.Status.State != StreamState.Live || active.RunningTaskOf(stream.Id) is not null || IsPaused(stream)) continue;
            try
            {
                var started = await start.HandleAsync(new StartRecordingRequest(stream.Name, null, stream.Path.FileSeconds / 60.0), RecordingTrigger.Auto, null, ct);
                if (!started.IsSuccess) LogRefused(stream.Name, started.Refusal.Message);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, stream.Name);
            }
        }
    }

    private static Pausing PausingOf(LiveStream stream) => new(stream.Ring.Current?.Id, stream.Path.UpdatedAt);

    private bool IsPaused(LiveStream stream)
    {
        if (!pauses.TryGetValue(stream.Id, out var pause)) return false;
        if (pause == PausingOf(stream)) return true;
        pauses.TryRemove(stream.Id, out _);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The auto-record path {Stream} could not be recorded: {Reason}")]
    private partial void LogRefused(string stream, string reason);

    [LoggerMessage(LogLevel.Error, "The auto-record path {Stream} could not be recorded; it is tried again")]
    private partial void LogFailed(Exception exception, string stream);

    private sealed record Pausing(string? RunId, DateTimeOffset SavedAt);
}
