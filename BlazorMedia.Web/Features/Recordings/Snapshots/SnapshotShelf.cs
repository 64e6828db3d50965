using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>Keeps pictures: the file is written and on the disk before its row says that it is there.</summary>
internal sealed partial class SnapshotShelf(IDbContextFactory<AppDbContext> databases, RecordingStore store, LiveTopics topics, TimeProvider time, ILogger<SnapshotShelf> logger)
{
    /// <summary>A snapshot appeared or went.</summary>
    public const string Topic = "snapshots";

    private const int ThumbnailWidth = 480;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Of pages; made beside the file, because a gallery of whole pictures would be megabytes.</summary>
    public string ThumbnailOf(Guid id) => Path.Combine(Directory.CreateDirectory(Path.Combine(store.ThumbnailFolder, "snapshots")).FullName, $"{id:N}.jpg");

    /// <summary>Why nothing may be removed there now; null when it may.</summary>
    public Refusal? Away => store.Identity.Refusal;

    public string FileOf(string path) => store.FileOf(path);

    public async Task<Snapshot> KeepAsync(LiveStream stream, Still still, bool isPeriodic, int thumbnailWidth, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (width, height) = JpegSize.Of(still.Jpeg);
        var snapshot = new Snapshot
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            StreamId = stream.Id,
            StreamName = stream.Name,
            TakenAt = still.TakenAt,
            Path = Write(stream.Name, still),
            Width = width,
            Height = height,
            Bytes = still.Jpeg.Length,
            IsPeriodic = isPeriodic,
        };
        // From here on not the caller's token: a file without a row would belong to nobody.
        await TryPictureAsync(snapshot, still.Jpeg, thumbnailWidth is 0 ? ThumbnailWidth : thumbnailWidth);
        await AddAsync(snapshot);
        topics.Publish(Topic);
        return snapshot;
    }

    /// <summary>Removes the files, then the row. Harmless when either is gone already.</summary>
    /// <param name="garbage">Marked already, so that a crash in between is finished later.</param>
    public async Task DropAsync(Snapshot garbage, CancellationToken ct)
    {
        store.Remove(garbage.Path);
        File.Delete(ThumbnailOf(garbage.Id));
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<Snapshot>().Where(s => s.Id == garbage.Id).ExecuteDeleteAsync(ct);
        topics.Publish(Topic);
    }

    private string Write(string stream, Still still)
    {
        var local = TimeZoneInfo.ConvertTime(still.TakenAt, time.LocalTimeZone);
        for (var number = 1; ; number++)
        {
            var path = SnapshotName.PathOf(stream, local, number);
            var file = store.FileOf(path);
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(file)!).FullName;
            if (File.Exists(file)) continue;
            using (var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            {
                target.Write(still.Jpeg);
                target.Flush(flushToDisk: true);
            }
            DurableFile.FlushFolder(folder);
            return path;
        }
    }

    private async Task AddAsync(Snapshot snapshot)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            db.Add(snapshot);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch
        {
            store.Remove(snapshot.Path);
            File.Delete(ThumbnailOf(snapshot.Id));
            throw;
        }
    }

    private async Task TryPictureAsync(Snapshot snapshot, byte[] jpeg, int width)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            string[] arguments = ["-hide_banner", "-loglevel", "error", "-f", "jpeg_pipe", "-i", "pipe:0", "-vf", FormattableString.Invariant($"scale={width & ~1}:-2:flags=area"), "-q:v", "5", "-f", "mjpeg", "pipe:1"];
            var small = await BytesRun.RunAsync("ffmpeg", arguments, jpeg, limit.Token);
            if (small is { ExitCode: 0, Output.Length: > 0 }) await File.WriteAllBytesAsync(ThumbnailOf(snapshot.Id), small.Output, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // The whole picture is shown in its place.
            LogNoThumbnail(exception, snapshot.Path);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The thumbnail of snapshot {Path} could not be written")]
    private partial void LogNoThumbnail(Exception exception, string path);
}
