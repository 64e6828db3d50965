using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>Removes periodic pictures that are older than their plan keeps them, and finishes deletions that a crash interrupted.</summary>
internal sealed partial class PurgeSnapshotsJob(IDbContextFactory<AppDbContext> databases, SnapshotShelf shelf, TimeProvider time, ILogger<PurgeSnapshotsJob> logger) : IScheduledJob
{
    private const int Batch = 500;

    public static JobSpec Spec { get; } = new("recordings.purge-snapshots", TimeSpan.FromMinutes(10)) { UsesDisk = true };

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        // With the disk away every file would seem to be gone already.
        if (shelf.Away is not null) return;
        await using var db = await databases.CreateDbContextAsync(ct);
        await MarkAsync(db, ct);
        var failed = 0;
        var last = Guid.Empty;
        while (await db.Set<Snapshot>().AsNoTracking().Where(s => s.IsGarbage && s.Id.CompareTo(last) > 0).OrderBy(s => s.Id).Take(Batch).ToListAsync(ct) is { Count: > 0 } garbage)
        {
            foreach (var snapshot in garbage)
                if (!await TryDropAsync(snapshot, ct)) failed++;
            last = garbage[^1].Id;
        }
        if (failed > 0) throw new IOException($"{failed} snapshots could not be removed; they are tried again.");
    }

    private async Task MarkAsync(AppDbContext db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var plans = await db.Set<SnapshotPlan>().AsNoTracking().ToListAsync(ct);
        foreach (var plan in plans.Where(p => p.KeepDays > 0)) await MarkAsync(db.Set<Snapshot>().Where(s => s.StreamId == plan.StreamId), now.AddDays(-plan.KeepDays), ct);
        // Those of streams that are gone, as long as a new plan would keep them.
        var known = plans.Select(p => p.StreamId).ToList();
        await MarkAsync(db.Set<Snapshot>().Where(s => !known.Contains(s.StreamId)), now.AddDays(-new SnapshotPlan().KeepDays), ct);
    }

    private static Task<int> MarkAsync(IQueryable<Snapshot> snapshots, DateTimeOffset cutoff, CancellationToken ct) =>
        snapshots.Where(s => s.IsPeriodic && !s.IsGarbage && s.TakenAt < cutoff).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsGarbage, true), ct);

    // One file that cannot be removed must not keep the space of all behind it.
    private async Task<bool> TryDropAsync(Snapshot snapshot, CancellationToken ct)
    {
        try
        {
            await shelf.DropAsync(snapshot, ct);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogKept(exception, snapshot.Path);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Snapshot {Path} could not be removed; it is tried again")]
    private partial void LogKept(Exception exception, string path);
}
