using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>Ends a task and has its file written. Stopping twice is harmless and answers the same.</summary>
internal sealed class StopRecording(RecordingLedger ledger, ActiveRecordings active, AutoRecorder auto, LiveStreams streams)
{
    public async Task<Result<RecordingTaskDto>> HandleAsync(Guid taskId, CancellationToken ct)
    {
        if (active.WorkerOf(taskId) is { } worker)
        {
            auto.Pause(worker);
            await worker.StopAsync(ct);
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
}
