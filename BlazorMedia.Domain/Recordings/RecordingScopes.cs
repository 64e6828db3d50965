namespace BlazorMedia.Domain.Recordings;

/// <summary>Named questions about tasks and recordings, for use in queries.</summary>
public static class RecordingScopes
{
    // The longest task with its pre-roll and an hour to spare for a stop that came late.
    private static readonly TimeSpan LongestRecording = TimeSpan.FromMinutes(RecordingTask.MaxMinutes + 60);

    public static IQueryable<RecordingTask> Running(this IQueryable<RecordingTask> tasks) => tasks.Where(t => t.State == RecordingTaskState.Recording);

    public static IQueryable<RecordingTask> Unfinished(this IQueryable<RecordingTask> tasks) =>
        tasks.Where(t => t.State == RecordingTaskState.Recording || t.State == RecordingTaskState.Finalising);

    /// <summary>What the recordings page lists: neither in the trash nor being removed.</summary>
    public static IQueryable<Recording> Listed(this IQueryable<Recording> recordings) => recordings.Where(r => r.TrashedAt == null && !r.IsGarbage);

    public static IQueryable<Recording> TrashedBefore(this IQueryable<Recording> recordings, DateTimeOffset cutoff) => recordings.Where(r => r.TrashedAt != null && r.TrashedAt < cutoff);

    /// <summary>What was deleted and can still be restored.</summary>
    public static IQueryable<Recording> InTrash(this IQueryable<Recording> recordings) => recordings.Where(r => r.TrashedAt != null && !r.IsGarbage);

    public static IQueryable<Recording> OfStream(this IQueryable<Recording> recordings, string name) => recordings.Where(r => r.StreamName == name);

    /// <summary>Whose file or stream is called so, wholly or partly, in any case and any script.</summary>
    public static IQueryable<Recording> Mentioning(this IQueryable<Recording> recordings, string text)
    {
        var key = Recording.SearchKeyOf(text.Trim());
        return recordings.Where(r => r.SearchKey.Contains(key));
    }

    public static IQueryable<Recording> StartedWithin(this IQueryable<Recording> recordings, DateTimeOffset from, DateTimeOffset until) =>
        recordings.Where(r => r.StartedAt >= from && r.StartedAt < until);

    /// <summary>What has a picture between the two instants, or may have while it is recorded.</summary>
    public static IQueryable<Recording> Overlapping(this IQueryable<Recording> recordings, DateTimeOffset from, DateTimeOffset until)
    {
        // The lower bound keeps the database from walking back to the first recording ever.
        var earliest = from - LongestRecording;
        return recordings.Where(r => r.StartedAt >= earliest && r.StartedAt < until && (r.EndedAt == null || r.EndedAt > from) && r.State != RecordingState.Failed);
    }

    /// <summary>What follows a row when the newest come first.</summary>
    public static IQueryable<Recording> After(this IQueryable<Recording> recordings, DateTimeOffset startedAt, Guid id) =>
        recordings.Where(r => r.StartedAt <= startedAt && (r.StartedAt < startedAt || r.Id.CompareTo(id) < 0));

    /// <summary>What follows a row when the oldest come first.</summary>
    public static IQueryable<Recording> AfterFromOldest(this IQueryable<Recording> recordings, DateTimeOffset startedAt, Guid id) =>
        recordings.Where(r => r.StartedAt >= startedAt && (r.StartedAt > startedAt || r.Id.CompareTo(id) > 0));
}
