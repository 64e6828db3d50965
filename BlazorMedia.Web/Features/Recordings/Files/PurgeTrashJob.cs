using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>
/// Removes what has lain in the trash for a day: the row becomes garbage, the files go, the row goes. Rows that a crash left as garbage are
/// finished by the next run, whose first is soon after the start.
/// </summary>
internal sealed partial class PurgeTrashJob(
    IDbContextFactory<AppDbContext> databases, RecordingStore store, LiveTopics topics, TimeProvider time, ILogger<PurgeTrashJob> logger) : IScheduledJob
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(1);

    public static JobSpec Spec { get; } = new("recordings.purge-trash", TimeSpan.FromMinutes(10)) { UsesDisk = true };

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // What an export is being made of goes with a later run.
        var inUse = db.Set<Export>().RecordingsInUse();
        await db.Reachable(store).TrashedBefore(time.GetUtcNow() - Keep).Where(r => !r.IsGarbage && !inUse.Contains(r.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.IsGarbage, true), ct);
        var garbage = await db.Reachable(store).AsNoTracking().Where(r => r.IsGarbage).ToListAsync(ct);
        var failures = new List<Exception>();
        foreach (var recording in garbage)
            if (await TryPurgeAsync(db, recording, ct) is { } failure) failures.Add(failure);
        if (garbage.Count > 0) topics.Publish(RecordingTopics.Recordings);
        if (failures.Count > 0) throw new AggregateException($"{failures.Count} of {garbage.Count} recordings could not be removed.", failures);
    }

    // One file that cannot be removed must not keep the space of all behind it.
    private async Task<Exception?> TryPurgeAsync(AppDbContext db, Recording recording, CancellationToken ct)
    {
        try
        {
            await PurgeAsync(db, recording, ct);
            return null;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(exception, recording.Id, recording.Path);
            return exception;
        }
    }

    private async Task PurgeAsync(AppDbContext db, Recording recording, CancellationToken ct)
    {
        // Only a ready recording owns the file of its path; the name of a failed one may be somebody else's by now.
        if (recording.State == RecordingState.Ready) store.Remove(recording.Path);
        else if (Directory.Exists(store.TaskFolder(recording.TaskId))) Directory.Delete(store.TaskFolder(recording.TaskId), recursive: true);
        File.Delete(store.ThumbnailOf(recording.Id));
        await db.Set<Recording>().Where(r => r.Id == recording.Id).ExecuteDeleteAsync(ct);
        LogPurged(recording.Id, recording.Path);
    }

    [LoggerMessage(LogLevel.Information, "Recording {RecordingId} ({Path}) was removed for good")]
    private partial void LogPurged(Guid recordingId, string path);

    [LoggerMessage(LogLevel.Error, "Recording {RecordingId} ({Path}) could not be removed; it is tried again")]
    private partial void LogFailed(Exception exception, Guid recordingId, string path);
}
