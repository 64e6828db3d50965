using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Enqueues the finalising of stopped tasks again: between the row and the queue a crash may have come. Equal work is queued once.</summary>
internal sealed class RecordingSweepJob(IDbContextFactory<AppDbContext> databases, RecordingStore store, IJobQueue jobs) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("recordings.sweep", TimeSpan.FromMinutes(1));

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var stopped = await db.Set<RecordingTask>().AsNoTracking().Where(t => t.State == RecordingTaskState.Finalising).Select(t => new { t.Id, t.NodeId }).ToListAsync(ct);
        foreach (var task in stopped)
            await jobs.EnqueueAsync<FinaliseRecordingJob, FinaliseRecordingInput>(new(task.Id, store.PinOf(task.NodeId)), task.Id.ToString("N"), ct);
    }
}
