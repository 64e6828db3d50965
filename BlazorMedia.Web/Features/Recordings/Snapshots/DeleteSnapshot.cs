using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>Removes a kept picture for good.</summary>
internal sealed class DeleteSnapshot(IDbContextFactory<AppDbContext> databases, SnapshotShelf shelf, AuditTrail audit)
{
    public async Task<Result<SnapshotDto>> HandleAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Snapshot>().SingleOrDefaultAsync(s => s.Id == id && !s.IsGarbage, ct) is not { } snapshot) return SnapshotRefusals.NotFound;
        if (shelf.Away is { } away) return away;
        snapshot.IsGarbage = true;
        audit.Add(db, "snapshots.deleted", snapshot.Path);
        await db.SaveChangesAsync(ct);
        // Marked is deleted: the next purge finishes what a crash or a busy disk leaves here.
        await shelf.DropAsync(snapshot, CancellationToken.None);
        return SnapshotDto.From(snapshot);
    }
}
