using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks.Signing;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>
/// Sends the sample of an event to one endpoint, at once and once: the person waits for the answer. Also while the endpoint is paused or
/// disabled, since that is when one tries it; the breaker learns nothing from it.
/// </summary>
internal sealed class SendTestEvent(IDbContextFactory<AppDbContext> databases, DeliverySender sender, SecretVault vault, TestEventNotes notes, IEnumerable<EventType> types)
{
    /// <returns>The delivery, succeeded or failed, with its one attempt.</returns>
    public async Task<Result<TestEventResult>> HandleAsync(Guid endpointId, string type, CancellationToken ct)
    {
        if (types.FirstOrDefault(t => t.Key == type) is not { } kind) return WebhookRefusals.EventTypeUnknown;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookEndpoint>().AsNoTracking().Include(e => e.Secrets).FirstOrDefaultAsync(e => e.Id == endpointId, ct) is not { } endpoint) return WebhookRefusals.EndpointNotFound;
        var message = Outbox.TestOf(kind, notes.Now);
        var delivery = WebhookDelivery.Create(message, endpoint, notes.Now);
        var sent = await sender.SendAsync(EndpointTarget.Of(endpoint, vault), message.Id, type, message.Body, ct);
        if (sent.IsSuccess) delivery.RecordSuccess(sent.Status!.Value, notes.Now);
        else delivery.RecordFailure(sent.Status, sent.Error!, next: null, notes.Now);
        var attempt = sent.ToAttempt(delivery.Id);
        db.AddRange(message, delivery, attempt);
        notes.Write(db, endpoint, type);
        await db.SaveChangesAsync(ct);
        notes.Publish();
        return new TestEventResult(delivery, attempt);
    }
}

internal sealed record TestEventResult(WebhookDelivery Delivery, WebhookAttempt Attempt);

/// <summary>What a test leaves behind apart from its rows.</summary>
internal sealed class TestEventNotes(AuditTrail audit, LiveTopics topics, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public void Write(AppDbContext db, WebhookEndpoint endpoint, string type) => audit.Add(db, "webhooks.test_sent", endpoint.Name, type);

    public void Publish() => topics.Publish(WebhookTopics.Deliveries);
}
