namespace BlazorMedia.Domain.Recordings;

/// <summary>Named questions about tasks and recordings, for use in queries.</summary>
public static class RecordingScopes
{
    public static IQueryable<RecordingTask> Running(this IQueryable<RecordingTask> tasks) => tasks.Where(t => t.State == RecordingTaskState.Recording);

    public static IQueryable<RecordingTask> Unfinished(this IQueryable<RecordingTask> tasks) =>
        tasks.Where(t => t.State == RecordingTaskState.Recording || t.State == RecordingTaskState.Finalising);

    /// <summary>What the recordings page lists: neither in the trash nor being removed.</summary>
    public static IQueryable<Recording> Listed(this IQueryable<Recording> recordings) => recordings.Where(r => r.TrashedAt == null && !r.IsGarbage);

    public static IQueryable<Recording> TrashedBefore(this IQueryable<Recording> recordings, DateTimeOffset cutoff) => recordings.Where(r => r.TrashedAt != null && r.TrashedAt < cutoff);
}
