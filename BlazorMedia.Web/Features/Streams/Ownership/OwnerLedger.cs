using BlazorMedia.Domain.Operations;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Ownership;

/// <summary>A path and who has it.</summary>
internal sealed record OwnedPath(StreamPath Path, StreamOwner? Owner);

/// <summary>The rows that say which node has which path. Every change of hands is one conditional statement, so that two nodes never both succeed.</summary>
internal sealed class OwnerLedger(IDbContextFactory<AppDbContext> databases, NodeList nodes, ThisNode self)
{
    /// <summary>False: this node has every path, and no row says so.</summary>
    public bool IsShared => self.IsClustered;

    public async Task<IReadOnlyList<StreamPath>> PathsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<StreamPath>().AsNoTracking().ToListAsync(ct);
    }

    public async Task<IReadOnlyList<OwnedPath>> ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = from path in db.Set<StreamPath>().AsNoTracking()
                   join owner in db.Set<StreamOwner>().AsNoTracking() on path.Id equals owner.StreamId into owners
                   from owner in owners.DefaultIfEmpty()
                   orderby path.Id
                   select new OwnedPath(path, owner);
        return await rows.ToListAsync(ct);
    }

    public bool IsMine(StreamOwner? owner) => owner?.NodeId == self.Id;

    /// <summary>True when nobody has it, or who has it is dead.</summary>
    public bool IsFree(StreamOwner? owner) => owner?.NodeId is not { } node || (node != self.Id && !nodes.Alive.Contains(node));

    /// <returns>False when another node was faster, or the owner turned out to live.</returns>
    public async Task<bool> ClaimAsync(OwnedPath path, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (path.Owner is not { } seen) return await InsertAsync(db, path.Path.Id, ct);
        var free = db.Set<StreamOwner>().Where(o => o.StreamId == seen.StreamId && o.Epoch == seen.Epoch);
        // It may have said that it lives since this node looked.
        var beat = seen.NodeId is { } node ? nodes.Find(node)?.Beat : null;
        if (beat is not null) free = free.Where(o => !db.Set<Node>().Any(n => n.Id == seen.NodeId && n.StoppedAt == null && n.Beat != beat));
        return await free.ExecuteUpdateAsync(set => set
            .SetProperty(o => o.NodeId, self.Id).SetProperty(o => o.Epoch, o => o.Epoch + 1).SetProperty(o => o.Status, (string?)null), ct) == 1;
    }

    /// <summary>For another node to take; what this node ran of it has ended.</summary>
    public async Task ReleaseAsync(Guid streamId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<StreamOwner>().Where(o => o.StreamId == streamId && o.NodeId == self.Id).ExecuteUpdateAsync(set => set
            .SetProperty(o => o.NodeId, (Guid?)null).SetProperty(o => o.Epoch, o => o.Epoch + 1).SetProperty(o => o.Status, (string?)null), ct);
    }

    public async Task PublishAsync(Guid streamId, string status, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<StreamOwner>().Where(o => o.StreamId == streamId && o.NodeId == self.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, status), ct);
    }

    public StreamElsewhere ElsewhereOf(StreamOwner? owner, Guid? recordingTaskId)
    {
        var node = owner?.NodeId is { } id && id != self.Id ? nodes.Find(id) : null;
        return new(node?.Name, node?.Address, recordingTaskId);
    }

    private async Task<bool> InsertAsync(AppDbContext db, Guid streamId, CancellationToken ct)
    {
        db.Add(StreamOwner.First(streamId, self.Id));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // another node inserted it, or the path was deleted meanwhile
            return false;
        }
    }
}
