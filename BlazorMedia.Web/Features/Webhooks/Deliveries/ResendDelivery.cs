using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>Sends one delivery again: the same row and the same <c>webhook-id</c>, with a new round of attempts. To an endpoint that is not active it goes after that is resumed.</summary>
internal sealed class ResendDelivery(IDbContextFactory<AppDbContext> databases, AuditTrail audit, LiveTopics topics, TimeProvider clock)
{
    public async Task<Result<WebhookDelivery>> HandleAsync(Guid deliveryId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookDelivery>().FirstOrDefaultAsync(d => d.Id == deliveryId, ct) is not { } delivery) return WebhookRefusals.DeliveryNotFound;
        if (delivery.State == DeliveryState.Waiting) return WebhookRefusals.AlreadyWaiting;
        var endpoint = await db.Set<WebhookEndpoint>().AsNoTracking().Where(e => e.Id == delivery.EndpointId).Select(e => e.Name).FirstAsync(ct);
        delivery.Resend(clock.GetUtcNow());
        audit.Add(db, "webhooks.delivery_resent", endpoint, $"webhook-id {delivery.MessageId}");
        await db.SaveChangesAsync(ct);
        topics.Publish(WebhookTopics.Deliveries);
        return delivery;
    }
}
