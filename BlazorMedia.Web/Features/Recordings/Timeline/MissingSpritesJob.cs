using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>Asks for the sheets of small pictures that are missing, the newest first and a few at a time: recordings are finished and removed in the same queue.</summary>
internal sealed class MissingSpritesJob(IDbContextFactory<AppDbContext> databases, RecordingStore store, IJobQueue jobs) : IScheduledJob
{
    // What waits already is not queued twice, so no more than these wait because of this job.
    public const int AtOnce = 50;

    public static JobSpec Spec { get; } = new("recordings.missing-sprites", TimeSpan.FromMinutes(10));

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        if (!store.Identity.IsOurs) return;
        foreach (var id in await FindAsync(ct)) await jobs.EnqueueAsync<SpriteJob, SpriteInput>(new(id, store.OnlyNode), id.ToString("N"), ct);
    }

    private async Task<List<Guid>> FindAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // One without a thumbnail is asked for that first, and its sheet follows.
        var without = db.Reachable(store).AsNoTracking().Where(r => r.State == RecordingState.Ready && !r.IsGarbage && r.HasThumbnail && !r.HasSprite && r.VideoCodec != null)
            .OrderByDescending(r => r.StartedAt).Select(r => new { r.Id, r.Path });
        var found = new List<Guid>();
        await foreach (var recording in without.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (File.Exists(store.SpriteFailureOf(recording.Id)) || !File.Exists(store.FileOf(recording.Path))) continue;
            found.Add(recording.Id);
            if (found.Count == AtOnce) break;
        }
        return found;
    }
}
