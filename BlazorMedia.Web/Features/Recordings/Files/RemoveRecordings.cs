using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>
/// The one way in which recordings go for good: the row becomes garbage, with the note of why, then the files go, then the row. What a crash
/// leaves as garbage is finished by the next purge.
/// </summary>
internal sealed partial class RemoveRecordings(
    IDbContextFactory<AppDbContext> databases, RecordingStore store, RecordingReaders readers, TimeProvider time, ILogger<RemoveRecordings> logger)
{
    /// <returns>False when it was locked, taken into use, restored or removed since it was chosen.</returns>
    public async Task<bool> RemoveAsync(Removal removal, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await MarkAsync(db, removal, ct) is not { } recording) return false;
        await UnlinkAsync(db, recording, removal.Reason, ct);
        return true;
    }

    /// <summary>What an earlier removal left.</summary>
    public async Task FinishAsync(Recording garbage, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await UnlinkAsync(db, garbage, RemovalNote.Trash, ct);
    }

    private async Task<Recording?> MarkAsync(AppDbContext db, Removal removal, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (id, isTrashed) = (removal.Recording.Id, removal.Recording.IsTrashed);
        // One statement, because somebody may lock, restore or export it at the same moment.
        var marked = await db.Set<Recording>()
            .Where(r => r.Id == id && !r.IsGarbage && !r.IsLocked && (r.State == RecordingState.Ready || r.State == RecordingState.Failed) && (isTrashed ? r.TrashedAt != null : r.TrashedAt == null && !r.IsFavourite)).NotInUse(db)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.IsGarbage, true), ct);
        if (marked == 0) return null;
        var recording = await db.Set<Recording>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        db.Add(RemovalNote.Of(recording, removal.Reason, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return recording;
    }

    private async Task UnlinkAsync(AppDbContext db, Recording recording, string reason, CancellationToken ct)
    {
        // Only a ready recording owns the file of its path; the name of a failed one may be somebody else's by now.
        if (recording.State == RecordingState.Ready) store.Remove(recording.Path);
        else if (Directory.Exists(store.TaskFolder(recording.TaskId)) && !await IsNeededAsync(db, recording, ct)) Directory.Delete(store.TaskFolder(recording.TaskId), recursive: true);
        readers.CutAfterGrace(recording.Id, recording.Bytes);
        File.Delete(store.ThumbnailOf(recording.Id));
        File.Delete(store.SpriteOf(recording.Id));
        File.Delete(store.SpriteFailureOf(recording.Id));
        await db.Set<Recording>().Where(r => r.Id == recording.Id).ExecuteDeleteAsync(ct);
        LogRemoved(recording.Id, recording.Path, recording.StreamName, reason, recording.Bytes);
    }

    // A task may have several recordings, and what is not ready of them may yet be made from its folder; the last one takes it along.
    private static Task<bool> IsNeededAsync(AppDbContext db, Recording failed, CancellationToken ct) =>
        db.Set<Recording>().AnyAsync(r => r.TaskId == failed.TaskId && r.Id != failed.Id && !r.IsGarbage && r.State != RecordingState.Ready, ct);

    [LoggerMessage(LogLevel.Information, "Recording {RecordingId} ({Path}) of {Stream} was removed for good: {Reason}, {Bytes} bytes")]
    private partial void LogRemoved(Guid recordingId, string path, string stream, string reason, long bytes);
}
