using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks.Signing;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>Reads endpoints with what waits for them and how they did lately.</summary>
internal sealed class ListEndpoints(IDbContextFactory<AppDbContext> databases, SecretVault vault, TimeProvider clock)
{
    /// <summary>Deliveries that say how an endpoint does: enough to see a pattern, few enough to count for each endpoint at every redraw.</summary>
    public const int Recent = 40;

    public async Task<IReadOnlyList<EndpointDto>> HandleAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var endpoints = await db.Set<WebhookEndpoint>().AsNoTracking().Include(e => e.Secrets).OrderBy(e => e.Name).ToListAsync(ct);
        var waiting = await db.Set<WebhookDelivery>().Where(d => d.State == DeliveryState.Waiting).GroupBy(d => d.EndpointId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var all = new List<EndpointDto>();
        foreach (var endpoint in endpoints) all.Add(await DescribeAsync(db, endpoint, waiting.GetValueOrDefault(endpoint.Id), ct));
        return all;
    }

    public async Task<Result<EndpointDto>> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookEndpoint>().AsNoTracking().Include(e => e.Secrets).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } endpoint) return WebhookRefusals.EndpointNotFound;
        return await DescribeAsync(db, endpoint, await db.Set<WebhookDelivery>().CountAsync(d => d.EndpointId == id && d.State == DeliveryState.Waiting, ct), ct);
    }

    private async Task<EndpointDto> DescribeAsync(AppDbContext db, WebhookEndpoint endpoint, int waiting, CancellationToken ct)
    {
        var recent = await db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.EndpointId == endpoint.Id)
            .OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Take(Recent).Select(d => d.State).ToListAsync(ct);
        recent.Reverse();
        return EndpointDto.From(endpoint, vault.OpenHeaders(endpoint.ProtectedHeaders)?.Keys, waiting, [.. recent.Select(EndpointDto.NameOf)], clock.GetUtcNow());
    }
}
