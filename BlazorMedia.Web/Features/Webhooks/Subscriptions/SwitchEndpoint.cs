using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>Pauses and resumes an endpoint, and deletes it.</summary>
internal sealed class SwitchEndpoint(IDbContextFactory<AppDbContext> databases, EndpointNotes notes)
{
    /// <summary>Events are kept and sent when it is resumed. Pausing twice is harmless.</summary>
    public Task<Result<EndpointDto>> PauseAsync(Guid id, CancellationToken ct) => ChangeAsync(id, "webhooks.endpoint_paused", e => e.Pause(), ct);

    /// <summary>From a pause, and from being switched off by the system: it gets a new chance.</summary>
    public Task<Result<EndpointDto>> ResumeAsync(Guid id, CancellationToken ct) => ChangeAsync(id, "webhooks.endpoint_resumed", e => e.Resume(), ct);

    /// <summary>With its secrets, its waiting deliveries and its history.</summary>
    public async Task<Result<Guid>> DeleteAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookEndpoint>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } endpoint) return WebhookRefusals.EndpointNotFound;
        db.Remove(endpoint);
        notes.Write(db, "webhooks.endpoint_deleted", endpoint);
        await db.SaveChangesAsync(ct);
        notes.Publish();
        return id;
    }

    private async Task<Result<EndpointDto>> ChangeAsync(Guid id, string action, Action<WebhookEndpoint> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookEndpoint>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } endpoint) return WebhookRefusals.EndpointNotFound;
        var before = endpoint.State;
        change(endpoint);
        if (endpoint.State != before) notes.Write(db, action, endpoint);
        await db.SaveChangesAsync(ct);
        return await notes.DescribeAsync(id, ct);
    }
}
