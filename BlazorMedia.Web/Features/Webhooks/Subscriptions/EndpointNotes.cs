using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>What every change of an endpoint leaves behind: a line of the audit, redrawn pages and the endpoint as it is now.</summary>
internal sealed class EndpointNotes(AuditTrail audit, LiveTopics topics, ListEndpoints endpoints, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The caller saves. Only the host of the address is written down: some receivers' addresses are their secret.</summary>
    public void Write(AppDbContext db, string action, WebhookEndpoint endpoint, string? details = null) =>
        audit.Add(db, action, endpoint.Name, details ?? $"{HostOf(endpoint.Url)}; events: {(endpoint.EventTypes.Length == 0 ? "all" : endpoint.EventTypes)}; profile: {endpoint.Profile}; {endpoint.State}");

    /// <summary>After the commit.</summary>
    public Task<Result<EndpointDto>> DescribeAsync(Guid id, CancellationToken ct)
    {
        Publish();
        return endpoints.FindAsync(id, ct);
    }

    /// <summary>After the commit.</summary>
    public void Publish()
    {
        topics.Publish(WebhookTopics.Endpoints);
        topics.Publish(WebhookTopics.Deliveries);
    }

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Authority : "?";
}
