using BlazorMedia.Web.Features.Recordings.Files;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>What every worker shares; workers are made per task and cannot be injected into.</summary>
internal sealed partial class RecordingWorkerTools(
    RecordingLedger ledger, ActiveRecordings active, RecordingStore store, RecordingWishes wishes, ILogger<RecordingWorker> logger)
{
    public RecordingLedger Ledger => ledger;

    public ActiveRecordings Active => active;

    public RecordingStore Store => store;

    public RecordingWishes Wishes => wishes;

    public TimeProvider Time => wishes.Time;

    [LoggerMessage(LogLevel.Information, "Recording task {TaskId} on {Stream} ended and is finalised")]
    public partial void LogEnded(Guid taskId, string stream);

    [LoggerMessage(LogLevel.Information, "Recording task {TaskId} on {Stream} is followed by {NextTaskId}")]
    public partial void LogRolled(Guid taskId, Guid nextTaskId, string stream);

    [LoggerMessage(LogLevel.Error, "Recording task {TaskId} on {Stream} could not go on; it tries again")]
    public partial void LogFailed(Exception exception, Guid taskId, string stream);
}
