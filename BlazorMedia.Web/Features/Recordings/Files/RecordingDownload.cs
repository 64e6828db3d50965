using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Growing;
using BlazorMedia.Web.Platform.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Sends the files: whole or in ranges, to play or to keep. A viewer that is sent one keeps it open, also when it is deleted meanwhile.</summary>
internal static class RecordingDownload
{
    /// <param name="view">Names what a viewer of a growing recording looks at, so that all its ranges are of the same moment.</param>
    public static async Task<Results<PhysicalFileHttpResult, FileStreamHttpResult, ProblemHttpResult>> FileAsync(
        Guid id, string? download, string? view, [AsParameters] RecordingFileTools tools, CancellationToken ct)
    {
        await using var db = await tools.Databases.CreateDbContextAsync(ct);
        var row = await db.Set<Recording>().AsNoTracking().Where(r => r.Id == id && !r.IsGarbage)
            .Select(r => new { r.Path, r.Name, r.State, r.Bytes }).SingleOrDefaultAsync(ct);
        if (row is null) return RecordingRefusals.NotFound.ToProblem();
        var name = download is "1" or "true" ? row.Name : null;
        if (row.State is RecordingState.Recording or RecordingState.Finalising) return await GrowingAnswer.SendAsync(id, view ?? "", name, tools, ct);
        var file = new FileInfo(tools.Store.FileOf(row.Path));
        if (!file.Exists) return RecordingRefusals.FileMissing.ToProblem();
        // A finished file never changes, and a new one is a new row: id and size name its bytes.
        var tag = new EntityTagHeaderValue($"\"{id:N}-{row.Bytes:x}\"");
        return TypedResults.PhysicalFile(file.FullName, "video/mp4", name, file.LastWriteTimeUtc, tag, enableRangeProcessing: true);
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
