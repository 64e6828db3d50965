using System.Runtime.CompilerServices;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Exports;
using BlazorMedia.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Recordings against their files. A missing file never costs its row: the disk may just not be mounted.</summary>
internal sealed class RecordingStorageCheck(IDbContextFactory<AppDbContext> databases, RecordingStore store, CrashLeftovers leftovers, PurgeTrashJob purge)
{
    public static StorageCheck Check { get; } = new("recordings.files", typeof(RecordingsText), (services, ct) => services.GetRequiredService<RecordingStorageCheck>().FindAsync(ct));

    private async IAsyncEnumerable<StorageFinding> FindAsync([EnumeratorCancellation] CancellationToken ct)
    {
        // The files first: a recording that is made meanwhile has its row before its files.
        var (files, thumbnails) = (Files(), Directory.GetFiles(store.ThumbnailFolder, "*.jpg"));
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Set<Recording>().AsNoTracking()
            .Select(r => new Row(r.Id, r.Path, r.Bytes, r.State == RecordingState.Ready, r.HasThumbnail, r.IsGarbage)).ToListAsync(ct);
        // What is on another node's disk is not missing; but a file that any row knows is not unknown either.
        var here = await db.Reachable(store).Select(r => r.Id).ToHashSetAsync(ct);
        foreach (var finding in rows.Where(r => here.Contains(r.Id)).SelectMany(OfRow)) yield return finding;
        foreach (var finding in UnknownFiles(files, rows).Concat(UnknownThumbnails(thumbnails, rows))) yield return finding;
        var tasks = await db.Set<RecordingTask>().AsNoTracking().Where(t => t.State != RecordingTaskState.Finished).Select(t => t.Id).ToHashSetAsync(ct);
        foreach (var finding in LeftFolders(tasks)) yield return finding;
    }

    private IEnumerable<StorageFinding> OfRow(Row row)
    {
        if (row.IsGarbage) yield return new("garbage", "A deletion was interrupted", row.Path, ct => purge.RunAsync(JobRun.Silent, ct));
        if (row.IsGarbage || !row.IsReady) yield break;
        var file = new FileInfo(store.FileOf(row.Path));
        if (!file.Exists) yield return new("file_missing", "The file of a recording is missing", row.Path);
        else if (file.Length != row.Bytes) yield return new("size_differs", "The file of a recording has another size than is noted", row.Path, ct => NoteSizeAsync(row.Id, file.Length, ct));
        if (row.HasThumbnail && !File.Exists(store.ThumbnailOf(row.Id))) yield return new("thumbnail_missing", "The thumbnail of a recording is missing", row.Path, ct => ForgetThumbnailAsync(row.Id, ct));
    }

    private List<string> Files()
    {
        var files = from folder in Directory.EnumerateDirectories(store.Root)
                    where !Path.GetFileName(folder).StartsWith('.') && Path.GetFileName(folder) != ExportStore.FolderName
                    from file in Directory.EnumerateFiles(folder, "*" + RecordingName.Extension)
                    select $"{Path.GetFileName(folder)}/{Path.GetFileName(file)}";
        return files.ToList();
    }

    private static IEnumerable<StorageFinding> UnknownFiles(List<string> files, List<Row> rows)
    {
        var known = rows.Select(r => r.Path).ToHashSet(StringComparer.Ordinal);
        return from path in files
               where !known.Contains(path)
               select new StorageFinding("file_unknown", "A file is no recording that the database knows", path);
    }

    private IEnumerable<StorageFinding> UnknownThumbnails(string[] files, List<Row> rows)
    {
        var known = rows.Select(r => r.Id).ToHashSet();
        return from file in files
               where RecordingOf(file) is not { } id || !known.Contains(id)
               select new StorageFinding("thumbnail_unknown", "A thumbnail belongs to no recording", Path.GetFileName(file), ct => DeleteThumbnailAsync(file, ct));
    }

    // One that is being made has more behind the first dot.
    private static Guid? RecordingOf(string thumbnail) => Guid.TryParseExact(Path.GetFileName(thumbnail).Split('.')[0], "N", out var id) ? id : null;

    private IEnumerable<StorageFinding> LeftFolders(HashSet<Guid> tasks) =>
        from folder in Directory.EnumerateDirectories(store.TasksFolder)
        where Guid.TryParseExact(Path.GetFileName(folder), "N", out var id) && !tasks.Contains(id)
        select new StorageFinding("task_folder", "A folder of pieces belongs to no unfinished recording", Path.GetFileName(folder), leftovers.TidyAsync);

    private async Task DeleteThumbnailAsync(string file, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // Its row may have come since the comparison.
        if (RecordingOf(file) is { } id && await db.Set<Recording>().AnyAsync(r => r.Id == id, ct)) return;
        File.Delete(file);
    }

    private async Task NoteSizeAsync(Guid id, long bytes, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<Recording>().Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Bytes, bytes), ct);
    }

    // The next comparison after a start asks for a new one.
    private async Task ForgetThumbnailAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<Recording>().Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.HasThumbnail, false), ct);
    }

    private sealed record Row(Guid Id, string Path, long Bytes, bool IsReady, bool HasThumbnail, bool IsGarbage);
}
