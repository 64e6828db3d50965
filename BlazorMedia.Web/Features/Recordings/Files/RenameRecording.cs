using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>
/// Renames a recording within its day. The file bears both names while the row changes, so that the row names an existing file
/// at every moment; what a crash leaves is tidied by <see cref="RenameNotes"/>.
/// </summary>
internal sealed partial class RenameRecording(
    IDbContextFactory<AppDbContext> databases, RecordingStore store, RenameNotes notes, LiveTopics topics, AuditTrail audit, ILogger<RenameRecording> logger)
{
    public async Task<Result<RecordingDto>> HandleAsync(Guid id, string? name, CancellationToken ct)
    {
        var clean = RecordingName.Clean(name);
        if (!clean.IsSuccess) return clean.Refusal;
        using var turn = await notes.TakeTurnAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var recording = await db.Set<Recording>().SingleOrDefaultAsync(r => r.Id == id && !r.IsGarbage, ct);
        if (recording is null) return RecordingRefusals.NotFound;
        if (recording.State != RecordingState.Ready) return RecordingRefusals.StillRecording;
        var (from, to) = (recording.Path, recording.Path[..(recording.Path.LastIndexOf('/') + 1)] + clean.Value);
        if (from == to) return RecordingDto.From(recording);
        // An export opens its sources by name, some of them late.
        if (await db.InUse().AnyAsync(used => used == id, ct)) return RecordingRefusals.InUse;
        if (await db.Set<Recording>().AnyAsync(r => r.Path == to, ct)) return RecordingRefusals.NameTaken;
        if (!File.Exists(store.FileOf(from))) return RecordingRefusals.FileMissing;

        var refusal = await MoveAsync(db, recording, from, to);
        if (refusal is not null) return refusal;
        topics.Publish(RecordingTopics.Recordings);
        LogRenamed(id, from, to);
        return RecordingDto.From(recording);
    }

    // Without the caller's token: a rename that is begun is finished, or undone, now.
    private async Task<Refusal?> MoveAsync(AppDbContext db, Recording recording, string from, string to)
    {
        notes.Write(recording.Id, from, to);
        if (!store.TryPlace(store.FileOf(from), to))
        {
            notes.Discard(recording.Id);
            return RecordingRefusals.NameTaken;
        }
        recording.Rename(to);
        audit.Add(db, "recordings.renamed", to, $"from: {from}");
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            await UndoAsync(recording.Id, from, to);
            // Somebody else's row got this name between the question and the answer; or the database failed, and that is told.
            if (exception is DbUpdateException && await IsTakenAsync(recording.Id, to)) return RecordingRefusals.NameTaken;
            throw;
        }
        notes.Settle(recording.Id, from, to, kept: to);
        return null;
    }

    // The row is asked and not assumed: a connection that broke may have saved it all the same.
    private async Task UndoAsync(Guid id, string from, string to)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        notes.Settle(id, from, to, await db.Set<Recording>().Where(r => r.Id == id).Select(r => r.Path).SingleOrDefaultAsync(CancellationToken.None));
    }

    private async Task<bool> IsTakenAsync(Guid id, string path)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.Set<Recording>().AnyAsync(r => r.Path == path && r.Id != id, CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Information, "Recording {RecordingId} was renamed from {From} to {To}")]
    private partial void LogRenamed(Guid recordingId, string from, string to);
}
