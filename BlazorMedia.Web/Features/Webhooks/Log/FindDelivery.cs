using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Log;

/// <summary>One delivery with its attempts.</summary>
internal sealed class FindDelivery(IDbContextFactory<AppDbContext> databases)
{
    private const int MaxAttempts = 50;

    public async Task<Result<DeliveryDetailDto>> HandleAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.Id == id)
            .Join(db.Set<WebhookMessage>(), d => d.MessageId, m => m.Id, (d, m) => new { Delivery = d, m.Type, m.Body })
            .Join(db.Set<WebhookEndpoint>(), d => d.Delivery.EndpointId, e => e.Id, (d, e) => new { d.Delivery, d.Type, d.Body, e.Name, e.State })
            .SingleOrDefaultAsync(ct);
        if (row is null) return WebhookRefusals.DeliveryNotFound;
        var attempts = await db.Set<WebhookAttempt>().AsNoTracking().Where(a => a.DeliveryId == id).OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(MaxAttempts).ToListAsync(ct);
        return new DeliveryDetailDto(ListDeliveries.Describe(row.Delivery, row.Type, row.Name, row.State), row.Body, [.. attempts.Select(AttemptDto.From)]);
    }
}
