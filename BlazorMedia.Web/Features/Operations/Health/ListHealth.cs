using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>A check as it stands; the worst come first.</summary>
/// <param name="Status">Null: not run yet.</param>
/// <param name="Node">Name of the node; null where there is one only, or where all share the answer.</param>
public sealed record HealthRow(string Key, HealthStatus? Status, string? Code, string Arguments, string? Sentence, DateTimeOffset? Since, DateTimeOffset? CheckedAt, string? Node, string? Href)
{
    public bool IsTrouble => Status is HealthStatus.Warning or HealthStatus.Bad;
}

/// <summary>What is kept of checks, for pages and the API.</summary>
internal sealed class ListHealth(IDbContextFactory<AppDbContext> databases, IEnumerable<HealthCheckWords> checks, HealthLedger ledger, NodeList nodes, ThisNode self)
{
    public async Task<IReadOnlyList<HealthRow>> ListAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var states = await db.Set<HealthState>().AsNoTracking().ToListAsync(ct);
        var known = states.Where(IsCurrent).Select(RowOf).ToList();
        var waiting = checks.Where(c => !known.Exists(k => k.Key == c.Key)).Select(c => new HealthRow(c.Key, null, null, "[]", null, null, null, null, c.Traits.Href));
        return [.. known.Concat(waiting).OrderByDescending(r => r.Status ?? HealthStatus.Well).ThenBy(r => r.Key, StringComparer.Ordinal).ThenBy(r => r.Node, StringComparer.Ordinal)];
    }

    /// <summary>The newest first.</summary>
    public async Task<(IReadOnlyList<HealthChange> Items, int Total)> HistoryAsync(int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var all = db.Set<HealthChange>().AsNoTracking();
        return (await all.OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Skip(skip).Take(take).ToListAsync(ct), await all.CountAsync(ct));
    }

    /// <summary>Null where there is one node only.</summary>
    public string? NameOf(string node) => self.IsClustered && Guid.TryParseExact(node, "N", out var id) ? nodes.NameOf(id) : null;

    // A node that is gone is no trouble of its disk's; a check that this version does not have says nothing.
    private bool IsCurrent(HealthState state) =>
        checks.FirstOrDefault(c => c.Key == state.Key) is { } check
        && (check.Traits.IsLocal ? Guid.TryParseExact(state.Node, "N", out var id) && nodes.Alive.Contains(id) : state.Node == ledger.NodeOf(check));

    private HealthRow RowOf(HealthState state) => new(
        state.Key, state.Status, state.Code, state.Arguments, state.Sentence, state.Since, state.CheckedAt, NameOf(state.Node), checks.First(c => c.Key == state.Key).Traits.Href);
}
