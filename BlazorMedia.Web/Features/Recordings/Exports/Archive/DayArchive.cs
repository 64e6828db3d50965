using System.IO.Compression;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Exports.Archive;

/// <summary>All recordings of a day as one zip that is made while it is sent: nothing is stored on the way, and nothing is compressed, because films cannot be.</summary>
internal sealed class DayArchive(IDbContextFactory<AppDbContext> databases, RecordingStore store, RecordingReaders readers, TimeProvider time)
{
    private const int Buffer = 1 << 20;
    private const int MaxFiles = 100_000;

    /// <param name="zone">Whose day is meant, for example <c>Europe/Berlin</c>; null = the server's.</param>
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> SendAsync(string? day, string? stream, string? zone, DayArchive archive, HttpContext http, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(day)) return ExportRefusals.DayMissing.ToProblem();
        if (DayLine.Read(day) is not { } date) return RecordingRefusals.DayInvalid.ToProblem();
        TimeZoneInfo? known = null;
        if (!string.IsNullOrWhiteSpace(zone) && !TimeZoneInfo.TryFindSystemTimeZoneById(zone.Trim(), out known)) return TimelineRefusals.ZoneUnknown.ToProblem();
        var files = await archive.FilesAsync(date, known ?? archive.Here, stream, ct);
        if (files.Count == 0) return RecordingRefusals.NotFound.ToProblem();
        // The archive writes the few bytes between two files at once, not later; the files themselves go asynchronously.
        if (http.Features.Get<IHttpBodyControlFeature>() is { } control) control.AllowSynchronousIO = true;
        return TypedResults.Stream(body => archive.WriteAsync(body, files, http), "application/zip", NameOf(date, stream));
    }

    private TimeZoneInfo Here => time.LocalTimeZone;

    private async Task<IReadOnlyList<ArchiveFile>> FilesAsync(DateOnly day, TimeZoneInfo zone, string? stream, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var line = DayLine.Of(day, zone);
        var recordings = db.Reachable(store).AsNoTracking().Listed().StartedWithin(line.StartsAt, line.EndsAt).Where(r => r.State == RecordingState.Ready);
        if (!string.IsNullOrWhiteSpace(stream)) recordings = recordings.OfStream(stream.Trim());
        var rows = await recordings.OrderBy(r => r.StartedAt).ThenBy(r => r.Id).Take(MaxFiles).Select(r => new { r.Id, r.Path, r.Name, r.StreamName, r.StartedAt }).ToListAsync(ct);
        var names = new ArchiveNames();
        var files = rows.Select(r => new { Row = r, File = store.FileOf(r.Path) }).Where(r => File.Exists(r.File));
        return [.. files.Select(r => new ArchiveFile(r.Row.Id, r.File, names.Next(r.Row.StreamName, r.Row.Name), TimeZoneInfo.ConvertTime(r.Row.StartedAt, zone)))];
    }

    private async Task WriteAsync(Stream body, IReadOnlyList<ArchiveFile> files, HttpContext http)
    {
        var ct = http.RequestAborted;
        await using var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        foreach (var file in files)
        {
            // Only while it is sent: the removal of one that was sent already need not cut the rest.
            using var held = readers.Hold(file.Id, http);
            await using var source = TryOpen(file.File);
            if (source is null) continue;
            var entry = zip.CreateEntry(file.Name, CompressionLevel.NoCompression);
            // What a zip can say of a time begins in 1980.
            if (file.At.Year is >= 1980 and <= 2107) entry.LastWriteTime = file.At;
            await using var target = await entry.OpenAsync(ct);
            await source.CopyToAsync(target, Buffer, ct);
        }
    }

    /// <returns>Null when it was removed or renamed since the list was made; the others are sent all the same.</returns>
    private static FileStream? TryOpen(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string NameOf(DateOnly day, string? stream) => FormattableString.Invariant(
        $"{(string.IsNullOrWhiteSpace(stream) ? "recordings" : ArchiveNames.Clean(stream.Trim()))}-{day:yyyyMMdd}.zip");

    /// <param name="Id">Of the recording.</param>
    /// <param name="File">Absolute path.</param>
    /// <param name="Name">In the archive.</param>
    private sealed record ArchiveFile(Guid Id, string File, string Name, DateTimeOffset At);
}
