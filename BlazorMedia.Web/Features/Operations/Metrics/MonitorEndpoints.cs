using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <param name="Status"><c>ready</c> or <c>not_ready</c>.</param>
/// <param name="Failing">Keys of what is missing.</param>
public sealed record Readiness(string Status, IReadOnlyList<string> Failing);

/// <summary>The doors of monitors and balancers.</summary>
internal static class MonitorEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapMonitors(this IEndpointRouteBuilder app)
    {
        var monitors = app.MapGroup("").WithTags("Monitoring").RequireAuthorization(Policies.Monitor).RequireScope(MonitorAccess.Scope);
        monitors.MapGet("/health/ready", ReadyAsync).WithSummary("Whether requests may be sent here").Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
        monitors.MapGet("/metrics", (MetricsCollector collector) => TypedResults.Text(collector.Write(), PrometheusText.ContentType)).WithSummary("Metrics in the text format of Prometheus");
    }

    private static async Task<JsonHttpResult<Readiness>> ReadyAsync(IServiceProvider services, IEnumerable<ReadinessPart> parts, TimeProvider clock, CancellationToken ct)
    {
        var failing = new List<string>();
        foreach (var part in parts.Prepend(new ReadinessPart("database", IsMigratedAsync)))
            if (!await IsReadyAsync(part, services, clock, ct)) failing.Add(part.Key);
        var status = failing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return TypedResults.Json(new Readiness(failing.Count == 0 ? "ready" : "not_ready", failing), statusCode: status);
    }

    private static async Task<bool> IsReadyAsync(ReadinessPart part, IServiceProvider services, TimeProvider clock, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await part.IsReadyAsync(services, either.Token);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // whatever is wrong with it: a balancer wants yes or no, the health page says why
            return false;
        }
    }

    private static async Task<bool> IsMigratedAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        return !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }
}
