using System.Collections.Concurrent;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks.Signing;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>The lanes of all endpoints, as their rows say.</summary>
internal sealed partial class EndpointLanes(IDbContextFactory<AppDbContext> databases, SecretVault vault, ILogger<EndpointLanes> logger)
{
    private readonly ConcurrentDictionary<Guid, EndpointLane> lanes = new();

    public IEnumerable<EndpointLane> All => lanes.Values;

    public EndpointLane? Find(Guid endpointId) => lanes.GetValueOrDefault(endpointId);

    public async Task ReloadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var endpoints = await db.Set<WebhookEndpoint>().AsNoTracking().Include(e => e.Secrets).ToListAsync(ct);
        foreach (var endpoint in endpoints) Set(endpoint);
        foreach (var gone in lanes.Keys.Except(endpoints.Select(e => e.Id)).ToList())
            if (lanes.TryRemove(gone, out var lane)) lane.GiveBack();
    }

    private void Set(WebhookEndpoint endpoint)
    {
        try
        {
            var target = EndpointTarget.Of(endpoint, vault);
            lanes.GetOrAdd(endpoint.Id, _ => new EndpointLane(target)).Become(target);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // One row that cannot be read must not keep the others from being served.
            LogUnreadable(exception, endpoint.Id);
        }
    }

    [LoggerMessage(LogLevel.Error, "Webhook endpoint {EndpointId} cannot be read; nothing is sent to it")]
    private partial void LogUnreadable(Exception exception, Guid endpointId);
}
