using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Log;

/// <summary>One event on its way to one endpoint.</summary>
/// <param name="MessageId">The <c>webhook-id</c>: the same at every attempt and every resend.</param>
/// <param name="Endpoint">Name of the endpoint.</param>
/// <param name="State">waiting, held (the endpoint is not active), succeeded or failed.</param>
/// <param name="Attempts">Requests made so far.</param>
/// <param name="NextAttemptAt">null when it is not waiting.</param>
/// <param name="LastStatus">HTTP status of the last answer; null when there was none.</param>
/// <param name="LastError">Code of the last failure; null after a success.</param>
public sealed record DeliveryDto(
    Guid Id, Guid MessageId, string Type, Guid EndpointId, string Endpoint, string State, int Attempts, DateTimeOffset? NextAttemptAt,
    int? LastStatus, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt);

/// <param name="NextCursor">For the next page; null on the last.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryDto> Items, string? NextCursor);

/// <summary>One request and what came of it.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Code of the failure; null = delivered.</param>
/// <param name="Request">Its beginning: headers with secrets hidden, then the body.</param>
/// <param name="Response">The answer's beginning; without an answer the reason.</param>
public sealed record AttemptDto(Guid Id, DateTimeOffset At, int DurationMs, int? Status, string? Error, string Request, string? Response)
{
    internal static AttemptDto From(WebhookAttempt attempt) => new(
        attempt.Id, attempt.At, attempt.DurationMilliseconds, attempt.Status, attempt.Error, attempt.RequestExcerpt, attempt.ResponseExcerpt);
}

/// <summary>A delivery with what it carries and every request of it.</summary>
/// <param name="Body">As it is sent, byte for byte.</param>
/// <param name="History">The newest first, at most 50.</param>
public sealed record DeliveryDetailDto(DeliveryDto Delivery, string Body, IReadOnlyList<AttemptDto> History);
