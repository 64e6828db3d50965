using System.Runtime.CompilerServices;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>Kept pictures against their files. A missing file never costs its row: the disk may just not be mounted.</summary>
internal static class SnapshotStorageCheck
{
    public static StorageCheck Check { get; } = new("recordings.snapshots", typeof(SnapshotsText), FindAsync);

    private static async IAsyncEnumerable<StorageFinding> FindAsync(IServiceProvider services, [EnumeratorCancellation] CancellationToken ct)
    {
        var store = services.GetRequiredService<RecordingStore>();
        // The rows last: a picture that is kept meanwhile has its file before its row, and is looked for again below.
        var files = Directory.EnumerateDirectories(store.Root).Where(f => !Path.GetFileName(f).StartsWith('.'))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + SnapshotName.Extension), (folder, file) => $"{Path.GetFileName(folder)}/{Path.GetFileName(file)}").ToList();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        var rows = await db.Set<Snapshot>().AsNoTracking().Select(s => new { s.Path, s.IsGarbage }).ToListAsync(ct);
        foreach (var row in rows.Where(r => r.IsGarbage))
            yield return new("snapshot_garbage", "The deletion of a snapshot was interrupted", row.Path, stop => services.GetRequiredService<PurgeSnapshotsJob>().RunAsync(JobRun.Silent, stop));
        var known = rows.Select(r => r.Path).ToHashSet(StringComparer.Ordinal);
        var there = files.ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(r => !r.IsGarbage && !there.Contains(r.Path) && !File.Exists(store.FileOf(r.Path)))) yield return new("snapshot_missing", "The file of a snapshot is missing", row.Path);
        foreach (var file in files.Where(f => !known.Contains(f))) yield return new("snapshot_unknown", "A picture is no snapshot that the database knows", file);
    }
}
