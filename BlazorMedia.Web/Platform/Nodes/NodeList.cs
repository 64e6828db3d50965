using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Platform.Nodes;

/// <summary>The nodes of this database as this one sees them. Answered from memory; refreshed with every heartbeat.</summary>
internal sealed class NodeList(IDbContextFactory<AppDbContext> databases, ThisNode self, TimeProvider time)
{
    /// <summary>Published when a node comes, goes or falls silent.</summary>
    public const string Topic = "nodes";

    private static readonly TimeSpan Forget = TimeSpan.FromDays(7);

    private readonly NodeWatch watch = new(time);
    private volatile NodeView view = new([], [], 0);

    public Guid Self => self.Id;

    /// <summary>Every known node, the longest running first.</summary>
    public IReadOnlyList<Node> All
    {
        get
        {
            var all = view.All;
            // Its own sign of life is that it answers; with SQLite no other is written.
            all.FirstOrDefault(n => n.Id == self.Id)?.Seen(time.GetUtcNow());
            return all;
        }
    }

    /// <summary>This node always counts itself among the living, because it asks.</summary>
    public IReadOnlySet<Guid> Alive => view.Alive.Count > 0 ? view.Alive : new HashSet<Guid> { self.Id };

    public Node? Find(Guid id) => All.FirstOrDefault(n => n.Id == id);

    public string NameOf(Guid id) => Find(id)?.Name ?? id.ToString("N")[..8];

    /// <summary>
    /// False: it could not say for too long that it lives, so another node may take over what it has. Without another living node there is nobody
    /// to take over, and a database that is away for a minute must not end the recordings of the only node.
    /// </summary>
    public bool HasLease => !self.IsClustered || !IsReplaced && (view.Alive.Count <= 1 || time.GetElapsedTime(view.BeatAt) < Node.Lease);

    /// <summary>Another process took this node's identity: somebody copied the data directory.</summary>
    public bool IsReplaced { get; private set; }

    /// <summary>Writes this node's row at the start. Must have run before anything asks who owns what.</summary>
    public async Task JoinAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var node = await db.Set<Node>().SingleOrDefaultAsync(n => n.Id == self.Id, ct);
        if (node is null) db.Add(node = Node.Of(self.Id));
        node.Start(self.Run, self.Name, self.Address, self.Version, now);
        await db.SaveChangesAsync(ct);
        await db.Set<Node>().Where(n => n.HeartbeatAt < now - Forget).ExecuteDeleteAsync(ct);
        await LookAsync(db, time.GetTimestamp(), ct);
    }

    /// <returns>True when the living are others than before.</returns>
    public async Task<bool> BeatAsync(CancellationToken ct)
    {
        // The lease runs from before the write: it may have been done long before the answer came.
        var began = time.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var mine = await db.Set<Node>().Where(n => n.Id == self.Id && n.Run == self.Run)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Beat, n => n.Beat + 1).SetProperty(n => n.HeartbeatAt, now), ct);
        IsReplaced = mine == 0 && await db.Set<Node>().AnyAsync(n => n.Id == self.Id && n.Run != self.Run, ct);
        var before = view.Alive;
        await LookAsync(db, began, ct);
        return !before.SetEquals(view.Alive);
    }

    /// <summary>In order: the others need not wait.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        await db.Set<Node>().Where(n => n.Id == self.Id && n.Run == self.Run).ExecuteUpdateAsync(set => set.SetProperty(n => n.StoppedAt, now), ct);
    }

    private async Task LookAsync(AppDbContext db, long beatAt, CancellationToken ct)
    {
        var all = await db.Set<Node>().AsNoTracking().OrderBy(n => n.StartedAt).ThenBy(n => n.Id).ToListAsync(ct);
        // A database that no other node can have may hold others all the same: of a restored backup, or of an identity that was lost.
        var alive = self.IsClustered ? watch.Look(all) : new HashSet<Guid>();
        alive.Add(self.Id);
        view = new(all, alive, beatAt);
    }

    private sealed record NodeView(IReadOnlyList<Node> All, HashSet<Guid> Alive, long BeatAt);
}
