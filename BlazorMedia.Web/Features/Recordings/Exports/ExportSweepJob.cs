using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Asks again for exports that a crash left between row and queue, and removes what is old or left behind.</summary>
internal sealed partial class ExportSweepJob(
    IDbContextFactory<AppDbContext> databases, ExportSweepTools use, IOptionsMonitor<ExportsOptions> options, TimeProvider time, ILogger<ExportSweepJob> logger) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("recordings.export-sweep", TimeSpan.FromMinutes(1));

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        // With the disk away every file would seem to be gone already.
        if (!use.Recordings.Identity.IsOurs) return;
        await using var db = await databases.CreateDbContextAsync(ct);
        await RemoveOldAsync(db, ct);
        await RemoveLeftAsync(db, ct);
        var unfinished = await db.Set<Export>().AsNoTracking().Unfinished().OrderBy(e => e.CreatedAt).Take(50).ToListAsync(ct);
        if (unfinished.Count == 0) return;
        // One more of what runs would be made again should it fail, and again.
        var running = (await use.Jobs.RunningAsync(ct)).Where(j => j.Key == ExportJob.Spec.Key).Select(j => j.Identity).ToHashSet();
        foreach (var export in unfinished.Where(e => !running.Contains(e.Id.ToString("N")))) await use.Queue.EnqueueAsync(export);
    }

    private async Task RemoveOldAsync(AppDbContext db, CancellationToken ct)
    {
        if (options.CurrentValue.KeepDays is not (> 0 and var days)) return;
        var (cutoff, here) = (time.GetUtcNow().AddDays(-days), use.Recordings.OnlyNode);
        var old = await db.Set<Export>().Where(e => e.FinishedAt != null && e.FinishedAt < cutoff && (here == null || e.NodeId == null || e.NodeId == here)).ToListAsync(ct);
        foreach (var export in old)
        {
            // While names are given, a row may name what is another's already.
            if (export.Path is { } path && !await db.Set<Export>().AnyAsync(e => e.Id != export.Id && e.Path == path, ct)) use.Store.Remove(path);
            db.Remove(export);
            await db.SaveChangesAsync(ct);
            LogRemoved(export.Id, export.Name, days);
        }
        if (old.Count > 0) use.Queue.Publish();
    }

    // A crash may have come while one was made. The folders first: one that is made meanwhile has its row before its folder.
    private async Task RemoveLeftAsync(AppDbContext db, CancellationToken ct)
    {
        var folders = Directory.GetDirectories(use.Store.WorkRoot);
        if (folders.Length == 0) return;
        var running = await db.Set<Export>().Where(e => e.State == ExportState.Running).Select(e => e.Id).ToHashSetAsync(ct);
        foreach (var folder in folders)
            if (Guid.TryParseExact(Path.GetFileName(folder), "N", out var id) && !running.Contains(id)) use.Store.RemoveWork(id);
    }

    [LoggerMessage(LogLevel.Information, "Export {ExportId} ({Name}) is older than {Days} days and was removed")]
    private partial void LogRemoved(Guid exportId, string name, int days);
}

/// <summary>What the sweep works on.</summary>
internal sealed record ExportSweepTools(ExportStore Store, ExportQueue Queue, RecordingStore Recordings, JobBoard Jobs);
