using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Stops, repeats and removes exports.</summary>
internal sealed class ChangeExport(IDbContextFactory<AppDbContext> databases, ExportStore store, ExportQueue queue, AuditTrail audit, TimeProvider time)
{
    /// <summary>One that waits or runs is cancelled and stays in the list; any other is removed with its file.</summary>
    /// <returns>Its name.</returns>
    public async Task<Result<string>> CancelOrRemoveAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Export>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export) return ExportRefusals.NotFound;
        if (export.IsUnfinished) await CancelAsync(db, export, ct);
        else if (store.Away is { } away) return away;
        else await RemoveAsync(db, export, ct);
        queue.Publish();
        return export.Name;
    }

    public async Task<Result<ExportDto>> RetryAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Export>().Include(e => e.Pieces).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export) return ExportRefusals.NotFound;
        if (export.State is not (ExportState.Failed or ExportState.Cancelled)) return ExportRefusals.NothingToRetry;
        var ids = export.Pieces.Select(p => p.RecordingId).Distinct().ToList();
        if (await db.Set<Recording>().CountAsync(r => ids.Contains(r.Id) && !r.IsGarbage, ct) < ids.Count) return ExportRefusals.SourceNotFound;
        export.Retry();
        await db.SaveChangesAsync(ct);
        await queue.EnqueueAsync(export);
        return ExportDto.From(export, export.Pieces.Count, null, time.GetUtcNow());
    }

    // The job looks at its row and stops, on whichever node it runs.
    private async Task CancelAsync(AppDbContext db, Export export, CancellationToken ct)
    {
        export.Cancel(time.GetUtcNow());
        audit.Add(db, "recordings.export_cancelled", export.Name);
        await db.SaveChangesAsync(ct);
    }

    // The file first: a row whose file is gone can be removed again, a file without a row would be found by nobody.
    private async Task RemoveAsync(AppDbContext db, Export export, CancellationToken ct)
    {
        // While names are given, a row may name what is another's already.
        if (export.Path is { } path && !await db.Set<Export>().AnyAsync(e => e.Id != export.Id && e.Path == path, ct)) store.Remove(path);
        store.RemoveWork(export.Id);
        db.Remove(export);
        audit.Add(db, "recordings.export_deleted", export.Name);
        await db.SaveChangesAsync(ct);
    }
}
