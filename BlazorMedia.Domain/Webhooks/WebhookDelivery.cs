namespace BlazorMedia.Domain.Webhooks;

/// <summary>One event on its way to one endpoint; written in the transaction of its cause, so that it is neither lost nor invented.</summary>
public sealed class WebhookDelivery
{
    private WebhookDelivery()
    {
    }

    public Guid Id { get; private set; }

    public Guid MessageId { get; private set; }

    public Guid EndpointId { get; private set; }

    public DeliveryState State { get; private set; }

    /// <summary>Requests made so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is tried next; null when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? LastStatus { get; private set; }

    /// <summary>Code of the last failure (<c>timeout</c>, <c>refused_address</c>, <c>redirect</c>, <c>status</c> …); null after a success.</summary>
    public string? LastError { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public static WebhookDelivery Create(WebhookMessage message, WebhookEndpoint endpoint, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MessageId = message.Id,
        EndpointId = endpoint.Id,
        State = endpoint.State == EndpointState.Active ? DeliveryState.Waiting : DeliveryState.Held,
        NextAttemptAt = endpoint.State == EndpointState.Active ? now : null,
        CreatedAt = now,
    };
}

public enum DeliveryState
{
    Waiting,

    /// <summary>The endpoint is paused or disabled; waits again when it is resumed.</summary>
    Held,

    Succeeded,

    /// <summary>Given up: a permanent answer, or no attempts left. A person may resend it.</summary>
    Failed,
}
