using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>Names the endpoints that get nothing although somebody wants them to: left alone by the breaker, or switched off by the system. A pause is a person's wish and is well.</summary>
internal sealed class EndpointsHealthCheck(IDbContextFactory<AppDbContext> databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var dead = await db.Set<WebhookEndpoint>().AsNoTracking()
            .Where(e => e.State == EndpointState.Disabled || (e.State == EndpointState.Active && e.OpenUntil != null))
            .OrderBy(e => e.Name).Select(e => e.Name).ToListAsync(cancellationToken);
        if (dead.Count == 0) return HealthCheckSetup.Well();
        var names = string.Join(", ", dead);
        return HealthCheckSetup.Warn("failing", $"These webhook endpoints get no events now: {names}", names);
    }
}
