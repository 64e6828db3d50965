using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>Ends a task and has its file written. Stopping twice is harmless and answers the same.</summary>
internal sealed partial class StopRecording(RecordingLedger ledger, ActiveRecordings active, AutoRecorder auto, LiveStreams streams, SpaceGate gate, ILogger<StopRecording> logger)
{
    public async Task<Result<RecordingTaskDto>> HandleAsync(Guid taskId, CancellationToken ct)
    {
        // Space may have stopped it before; it must not go on when there is room again.
        gate.Forget(taskId);
        if (active.WorkerOf(taskId) is { } worker)
        {
            if (await TryStopAsync(worker, ct) is { } refusal) return refusal;
            auto.Pause(worker);
        }
        if (await ledger.FindAsync(taskId, ct) is not { } task) return RecordingRefusals.TaskNotFound;
        if (task.State == RecordingTaskState.Recording && streams.Find(task.StreamId)?.Elsewhere?.Node is not null) return RecordingRefusals.StreamElsewhere;
        // Running without a worker: its stream is gone, or the app has just started. What was claimed so far is all there is.
        if (task.State == RecordingTaskState.Recording)
        {
            await ledger.StopAsync(taskId, CancellationToken.None);
            task.Stop(task.StartedAt);
        }
        return RecordingTaskDto.From(task);
    }

    // Where the end cannot be written the recording goes on, which loses nothing; whoever asked hears why.
    private async Task<Refusal?> TryStopAsync(RecordingWorker worker, CancellationToken ct)
    {
        try
        {
            await worker.StopAsync(ct);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(exception, worker.Current.Id);
            return RecordingRefusals.StorageUnwritable;
        }
    }

    [LoggerMessage(LogLevel.Error, "Recording task {TaskId} could not be stopped because its folder cannot be written; it goes on")]
    private partial void LogUnwritable(Exception exception, Guid taskId);
}
