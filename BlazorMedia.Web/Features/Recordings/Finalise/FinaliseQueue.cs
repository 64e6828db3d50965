using BlazorMedia.Web.Features.Jobs;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Asks for the finalising of a task whose row says so already.</summary>
internal sealed partial class FinaliseQueue(IJobQueue jobs, ILogger<FinaliseQueue> logger)
{
    /// <summary>
    /// Never throws: the row is committed, so for the caller the task is stopped, whatever the job store says. What is not enqueued
    /// here, the sweep enqueues.
    /// </summary>
    /// <param name="node">The node that must do it, because the files are on its disk; null = any.</param>
    public async Task EnqueueAsync(Guid taskId, Guid? node)
    {
        try
        {
            await jobs.EnqueueAsync<FinaliseRecordingJob, FinaliseRecordingInput>(new(taskId, node), taskId.ToString("N"), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(exception, taskId);
        }
    }

    [LoggerMessage(LogLevel.Error, "Finalising recording task {TaskId} could not be enqueued; the sweep does it later")]
    private partial void LogFailed(Exception exception, Guid taskId);
}
