using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Exports.Share;
using BlazorMedia.Web.Platform.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Sends the films: whole or in ranges, to play or to keep.</summary>
internal static class ExportDownload
{
    public static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> FileAsync(
        Guid id, string? download, IDbContextFactory<AppDbContext> databases, ExportStore store, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Export>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export) return ExportRefusals.NotFound.ToProblem();
        if (export.State != ExportState.Ready) return ExportRefusals.NotReady.ToProblem();
        return Send(export, download, store) is { } file ? file : ExportRefusals.FileMissing.ToProblem();
    }

    public static async Task<Results<PhysicalFileHttpResult, StatusCodeHttpResult>> SharedAsync(
        string token, string? download, ShareExport share, ExportStore store, HttpContext http, CancellationToken ct)
    {
        (http.Response.Headers["Referrer-Policy"], http.Response.Headers["X-Robots-Tag"]) = ("no-referrer", "noindex, nofollow");
        var export = await share.OpenAsync(token, ct);
        return export is not null && Send(export, download, store) is { } file ? file : TypedResults.StatusCode(StatusCodes.Status410Gone);
    }

    private static PhysicalFileHttpResult? Send(Export export, string? download, ExportStore store)
    {
        var file = new FileInfo(store.FileOf(export.Path!));
        if (!file.Exists) return null;
        // A finished export never changes.
        var tag = new EntityTagHeaderValue($"\"{export.Id:N}-{export.Bytes:x}\"");
        return TypedResults.PhysicalFile(file.FullName, "video/mp4", download is "1" or "true" ? export.Name : null, file.LastWriteTimeUtc, tag, enableRangeProcessing: true);
    }
}
