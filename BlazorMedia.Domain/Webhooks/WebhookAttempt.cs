namespace BlazorMedia.Domain.Webhooks;

/// <summary>One request of a delivery and what came of it.</summary>
public sealed class WebhookAttempt
{
    /// <summary>Characters kept of the request's and of the answer's beginning.</summary>
    public const int MaxExcerptLength = 2000;

    private WebhookAttempt()
    {
    }

    public Guid Id { get; private set; }

    public Guid DeliveryId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public int DurationMilliseconds { get; private set; }

    /// <summary>HTTP status; null when there was no answer.</summary>
    public int? Status { get; private set; }

    /// <summary>Code of the failure; null = delivered.</summary>
    public string? Error { get; private set; }

    /// <summary>Headers (values of custom ones and signatures redacted) and the beginning of the body.</summary>
    public string RequestExcerpt { get; private set; } = "";

    public string? ResponseExcerpt { get; private set; }

    public static WebhookAttempt Create(Guid deliveryId, DateTimeOffset at, int durationMilliseconds, int? status, string? error, string requestExcerpt, string? responseExcerpt) => new()
    {
        Id = Guid.CreateVersion7(at),
        DeliveryId = deliveryId,
        At = at,
        DurationMilliseconds = durationMilliseconds,
        Status = status,
        Error = error,
        RequestExcerpt = Cut(requestExcerpt),
        ResponseExcerpt = responseExcerpt is null ? null : Cut(responseExcerpt),
    };

    // Half a pair of surrogates is no text: PostgreSQL refuses it, and with it the whole batch.
    private static string Cut(string text) =>
        text.Length <= MaxExcerptLength ? text : text[..(char.IsHighSurrogate(text[MaxExcerptLength - 1]) ? MaxExcerptLength - 1 : MaxExcerptLength)];
}
