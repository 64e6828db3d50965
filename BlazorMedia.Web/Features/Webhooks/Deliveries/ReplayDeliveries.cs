using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>Sends a range of events to an endpoint again, or only says how many that would be.</summary>
internal sealed class ReplayDeliveries(IDbContextFactory<AppDbContext> databases, ReplayRange range, IJobQueue jobs, AuditTrail audit, LiveTopics topics)
{
    /// <summary>More than this is a job with progress, which a person can cancel.</summary>
    public const int AtOnce = 500;

    /// <summary>The dry run: nothing is changed.</summary>
    public async Task<Result<ReplayCount>> CountAsync(ReplayFilter filter, CancellationToken ct)
    {
        if (filter.FindMistake() is { } mistake) return mistake;
        if (await NameAsync(filter.EndpointId, ct) is null) return WebhookRefusals.EndpointNotFound;
        var (again, missed) = await range.CountAsync(filter, ct);
        return new ReplayCount(again, missed, again + missed > AtOnce);
    }

    /// <returns>How many it is; when it is a job, how many it will be.</returns>
    public async Task<Result<ReplayCount>> HandleAsync(ReplayFilter filter, CancellationToken ct)
    {
        var counted = await CountAsync(filter, ct);
        if (!counted.IsSuccess) return counted;
        if (await NameAsync(filter.EndpointId, ct) is { } name) await audit.RecordAsync("webhooks.replayed", name, $"{counted.Value.Total} events from {filter.From:u} to {filter.To:u}", ct: ct);
        if (counted.Value.IsJob) await jobs.EnqueueAsync<ReplayDeliveriesJob, ReplayFilter>(filter, filter.Identity, ct);
        else await range.RunAsync(filter, _ => { }, ct);
        topics.Publish(WebhookTopics.Deliveries);
        return counted;
    }

    private async Task<string?> NameAsync(Guid endpointId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<WebhookEndpoint>().Where(e => e.Id == endpointId).Select(e => e.Name).FirstOrDefaultAsync(ct);
    }
}
