using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>
/// Compares disk and database soon after the start: finishes renames, removes the folders of finished tasks, asks again for missing thumbnails, and
/// names recordings whose file is missing. It removes no row, because the disk may just not be mounted.
/// </summary>
internal sealed partial class ReconcileFilesJob(
    IDbContextFactory<AppDbContext> databases, RecordingStore store, CrashLeftovers leftovers, IJobQueue jobs, ILogger<ReconcileFilesJob> logger) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("recordings.reconcile", TimeSpan.FromDays(1)) { UsesDisk = true };

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        if (!store.Identity.IsOurs)
        {
            LogAway(store.Root);
            return;
        }
        await leftovers.TidyAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var ready = db.Reachable(store).AsNoTracking().Where(r => r.State == RecordingState.Ready && !r.IsGarbage).Select(r => new { r.Id, r.Path, r.HasThumbnail, r.VideoCodec });
        await foreach (var recording in ready.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!File.Exists(store.FileOf(recording.Path))) LogMissing(recording.Id, recording.Path);
            else if (!recording.HasThumbnail && recording.VideoCodec is not null)
                await jobs.EnqueueAsync<ThumbnailJob, ThumbnailInput>(new(recording.Id, store.OnlyNode), recording.Id.ToString("N"), ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Nothing was compared: {Root} is not the folder that it was, its disk is probably away")]
    private partial void LogAway(string root);

    [LoggerMessage(LogLevel.Warning, "The file of recording {RecordingId} ({Path}) is missing")]
    private partial void LogMissing(Guid recordingId, string path);
}
