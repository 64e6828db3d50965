using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>Removes what is old: deliveries with their attempts, then events that have none left. What waits is never removed.</summary>
internal sealed class WebhookRetentionJob(IDbContextFactory<AppDbContext> databases, IOptionsMonitor<WebhookOptions> options, LiveTopics topics, TimeProvider clock) : IScheduledJob
{
    // In parts, so that nobody waits long for the database's one writer.
    private const int Part = 1000;

    public static JobSpec Spec { get; } = new("webhooks.retention", TimeSpan.FromHours(1)) { UsesDisk = true };

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (delivered, failed) = (now.AddDays(-options.CurrentValue.RetentionDays), now.AddDays(-options.CurrentValue.FailedRetentionDays));
        var removed = await RemoveAsync(db => DeliveriesBefore(db, DeliveryState.Succeeded, delivered), ct) + await RemoveAsync(db => DeliveriesBefore(db, DeliveryState.Failed, failed), ct);
        removed += await RemoveAsync(db => MessagesBefore(db, delivered), ct);
        if (removed > 0) topics.Publish(WebhookTopics.Deliveries);
    }

    private async Task<int> RemoveAsync<T>(Func<AppDbContext, IQueryable<T>> part, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var total = 0;
        while (await part(db).ExecuteDeleteAsync(ct) is > 0 and var count) total += count;
        return total;
    }

    private static IQueryable<WebhookDelivery> DeliveriesBefore(AppDbContext db, DeliveryState state, DateTimeOffset before)
    {
        var old = db.Set<WebhookDelivery>().Where(d => d.State == state && d.CreatedAt < before && d.CompletedAt < before).OrderBy(d => d.CreatedAt).Take(Part).Select(d => d.Id);
        return db.Set<WebhookDelivery>().Where(d => old.Contains(d.Id));
    }

    // An event that somebody still waits for, or that failed somewhere, stays with that delivery.
    private static IQueryable<WebhookMessage> MessagesBefore(AppDbContext db, DateTimeOffset before)
    {
        var old = db.Set<WebhookMessage>().Where(m => m.CreatedAt < before && !db.Set<WebhookDelivery>().Any(d => d.MessageId == m.Id)).OrderBy(m => m.CreatedAt).Take(Part).Select(m => m.Id);
        return db.Set<WebhookMessage>().Where(m => old.Contains(m.Id));
    }
}
