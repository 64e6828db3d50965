using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>What an outcome means for its endpoint; whatever changes its fate is written down in the same transaction, because nobody watches it.</summary>
internal sealed partial class EndpointAlerts(AuditTrail audit, LiveTopics topics, TimeProvider clock, ILogger<EndpointAlerts> logger)
{
    public void Judge(AppDbContext db, WebhookEndpoint endpoint, RequestOutcome sent, bool isProbe)
    {
        var now = clock.GetUtcNow();
        var before = endpoint.State;
        if (sent.IsSuccess) Healed(db, endpoint, endpoint.RecordSuccess(now));
        else if (sent.IsGone) endpoint.Disable(WebhookEndpoint.ReasonGone);
        else if (!sent.IsThrottled) Opened(db, endpoint, endpoint.RecordFailure(isProbe, now), sent.Error!);
        if (before == EndpointState.Disabled || endpoint.State != EndpointState.Disabled) return;
        audit.Add(db, "webhooks.endpoint_disabled", endpoint.Name, endpoint.StateReason);
        LogDisabled(endpoint.Id, endpoint.Name, endpoint.StateReason);
        topics.Publish(WebhookTopics.Endpoints);
    }

    private void Healed(AppDbContext db, WebhookEndpoint endpoint, bool isNews)
    {
        if (!isNews) return;
        audit.Add(db, "webhooks.endpoint_restored", endpoint.Name);
        LogRestored(endpoint.Id, endpoint.Name);
        topics.Publish(WebhookTopics.Endpoints);
    }

    private void Opened(AppDbContext db, WebhookEndpoint endpoint, bool isNews, string error)
    {
        if (!isNews) return;
        audit.Add(db, "webhooks.endpoint_failing", endpoint.Name, error);
        LogFailing(endpoint.Id, endpoint.Name, error, endpoint.OpenUntil);
        topics.Publish(WebhookTopics.Endpoints);
    }

    [LoggerMessage(LogLevel.Warning, "Webhook endpoint {EndpointId} ({Name}) fails ({Error}); it is left alone until {OpenUntil}")]
    private partial void LogFailing(Guid endpointId, string name, string error, DateTimeOffset? openUntil);

    [LoggerMessage(LogLevel.Information, "Webhook endpoint {EndpointId} ({Name}) works again")]
    private partial void LogRestored(Guid endpointId, string name);

    [LoggerMessage(LogLevel.Warning, "Webhook endpoint {EndpointId} ({Name}) was disabled: {Reason}")]
    private partial void LogDisabled(Guid endpointId, string name, string? reason);
}
