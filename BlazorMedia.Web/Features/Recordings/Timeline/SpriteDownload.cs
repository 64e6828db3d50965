using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>Sends the sheet of small pictures and what stands on it.</summary>
internal static class SpriteDownload
{
    // A finished file never changes, so neither does its sheet.
    private const string Forever = "private, max-age=31536000, immutable";

    public static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> SheetAsync(
        Guid id, IDbContextFactory<AppDbContext> databases, RecordingStore store, HttpResponse response, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var hasOne = await db.Set<Recording>().AsNoTracking().AnyAsync(r => r.Id == id && !r.IsGarbage && r.HasSprite, ct);
        var file = new FileInfo(store.SpriteOf(id));
        if (!hasOne || !file.Exists) return RecordingRefusals.NotFound.ToProblem();
        response.Headers.CacheControl = Forever;
        return TypedResults.PhysicalFile(file.FullName, "image/jpeg", lastModified: file.LastWriteTimeUtc);
    }

    public static async Task<Results<Ok<SpriteDto>, ProblemHttpResult>> TimesAsync(Guid id, IDbContextFactory<AppDbContext> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var duration = await db.Set<Recording>().AsNoTracking().Where(r => r.Id == id && !r.IsGarbage && r.HasSprite).Select(r => (long?)r.DurationMs).SingleOrDefaultAsync(ct);
        return duration is { } length ? TypedResults.Ok(SpriteDto.Of(length)) : RecordingRefusals.NotFound.ToProblem();
    }
}
