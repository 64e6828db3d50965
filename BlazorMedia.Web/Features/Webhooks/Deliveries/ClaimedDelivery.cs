using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>A delivery that this process took, and what it sends.</summary>
internal sealed record ClaimedDelivery(WebhookDelivery Row, string Type, string Body);

/// <summary>How many due deliveries an endpoint can take now.</summary>
internal sealed record ClaimOrder(Guid EndpointId, int Count);

/// <summary>A delivery with the outcome of its request, to be written.</summary>
/// <param name="IsProbe">It was sent because the breaker's pause was over.</param>
internal sealed record SentDelivery(WebhookDelivery Row, RequestOutcome Sent, bool IsProbe);

/// <summary>What the breaker says after the outcomes were written.</summary>
internal sealed record EndpointVerdict(Guid EndpointId, EndpointState State, DateTimeOffset? OpenUntil);
