using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Sends the files: whole or in ranges, to play or to keep. A viewer that is sent one keeps it open, also when it is in the trash meanwhile; once it is removed, see <see cref="RecordingReaders"/>.</summary>
internal static class RecordingDownload
{
    public static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> FileAsync(
        Guid id, string? download, IDbContextFactory<AppDbContext> databases, RecordingStore store, RecordingReaders readers, HttpContext context, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Set<Recording>().AsNoTracking().Where(r => r.Id == id && !r.IsGarbage)
            .Select(r => new { r.Path, r.Name, r.State, r.Bytes }).SingleOrDefaultAsync(ct);
        if (row is null) return (await db.Set<RemovalNote>().AsNoTracking().AnyAsync(n => n.Id == id, ct) ? RetentionRefusals.Removed : RecordingRefusals.NotFound).ToProblem();
        if (row.State is RecordingState.Recording or RecordingState.Finalising) return RecordingRefusals.StillRecording.ToProblem();
        var file = new FileInfo(store.FileOf(row.Path));
        if (!file.Exists) return RecordingRefusals.FileMissing.ToProblem();
        readers.Enter(id, context);
        // A finished file never changes, and a new one is a new row: id and size name its bytes.
        var tag = new EntityTagHeaderValue($"\"{id:N}-{row.Bytes:x}\"");
        return TypedResults.PhysicalFile(file.FullName, "video/mp4", download is "1" or "true" ? row.Name : null, file.LastWriteTimeUtc, tag, enableRangeProcessing: true);
    }

    public static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> ThumbnailAsync(
        Guid id, IDbContextFactory<AppDbContext> databases, RecordingStore store, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var hasOne = await db.Set<Recording>().AsNoTracking().AnyAsync(r => r.Id == id && !r.IsGarbage && r.HasThumbnail, ct);
        var file = new FileInfo(store.ThumbnailOf(id));
        if (!hasOne || !file.Exists) return RecordingRefusals.NotFound.ToProblem();
        return TypedResults.PhysicalFile(file.FullName, "image/jpeg", lastModified: file.LastWriteTimeUtc);
    }
}
