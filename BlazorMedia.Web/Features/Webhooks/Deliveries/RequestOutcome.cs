using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>One request that was made, and what came of it.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Code of the failure; null = delivered.</param>
/// <param name="RetryAfter">What the receiver asked for.</param>
/// <param name="Request">Its beginning, redacted.</param>
/// <param name="Response">The answer's beginning, redacted; without an answer the reason, where there is one.</param>
internal sealed record RequestOutcome(DateTimeOffset At, TimeSpan Duration, int? Status, string? Error, TimeSpan? RetryAfter, string Request, string? Response)
{
    private const int TooManyRequests = 429;

    public bool IsSuccess => Error is null;

    public bool IsGone => Error == DeliveryErrors.Gone;

    /// <summary>It works but wants less: that is no fault of the endpoint, so the breaker does not count it.</summary>
    public bool IsThrottled => Status == TooManyRequests;

    public WebhookAttempt ToAttempt(Guid deliveryId) => WebhookAttempt.Create(deliveryId, At, (int)Math.Min(Duration.TotalMilliseconds, int.MaxValue), Status, Error, Request, Response);
}
