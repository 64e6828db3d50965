using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Removes what has lain in the trash for a day, and finishes removals that a crash interrupted; the first run is soon after the start.</summary>
internal sealed class PurgeTrashJob(IDbContextFactory<AppDbContext> databases, RecordingStore store, RemoveRecordings remove, LiveTopics topics, TimeProvider time) : IScheduledJob
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(1);

    public static JobSpec Spec { get; } = new("recordings.purge-trash", TimeSpan.FromMinutes(10)) { UsesDisk = true };

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        // With the disk away every file would seem to be gone already.
        if (!store.Identity.IsOurs) return;
        var (trashed, garbage) = await FindAsync(ct);
        var work = trashed.Select(r => (Func<Task>)(() => remove.RemoveAsync(new Removal(Kept(r), RemovalNote.Trash), ct)))
            .Concat(garbage.Select(r => (Func<Task>)(() => remove.FinishAsync(r, ct)))).ToList();
        var failures = new List<Exception>();
        foreach (var step in work)
            if (await TryAsync(step, ct) is { } failure) failures.Add(failure);
        if (work.Count > 0) topics.Publish(RecordingTopics.Recordings);
        if (failures.Count > 0) throw new AggregateException($"{failures.Count} of {work.Count} recordings could not be removed; they are tried again.", failures);
    }

    private async Task<(IReadOnlyList<Recording> Trashed, IReadOnlyList<Recording> Garbage)> FindAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // What an export is being made of goes with a later run.
        var trashed = await db.Reachable(store).AsNoTracking().TrashedBefore(time.GetUtcNow() - Keep).Where(r => !r.IsGarbage).NotInUse(db).ToListAsync(ct);
        // A ready one whose file is not there stays: the file may lie on a disk that is not mounted.
        trashed.RemoveAll(r => r.State == RecordingState.Ready && !Path.Exists(store.FileOf(r.Path)));
        return (trashed, await db.Reachable(store).AsNoTracking().Where(r => r.IsGarbage).ToListAsync(ct));
    }

    private static KeptRecording Kept(Recording r) => new(r.Id, r.StreamId, r.StreamName, r.Path, r.StartedAt, r.EndedAt ?? r.StartedAt, r.Bytes, IsTrashed: true, IsExempt: false);

    // One file that cannot be removed must not keep the space of all behind it.
    private static async Task<Exception?> TryAsync(Func<Task> step, CancellationToken ct)
    {
        try
        {
            await step();
            return null;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return exception;
        }
    }
}
