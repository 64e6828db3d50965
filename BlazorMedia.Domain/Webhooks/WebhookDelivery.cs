namespace BlazorMedia.Domain.Webhooks;

/// <summary>
/// One event on its way to one endpoint; written in the transaction of its cause, so that it is neither lost nor invented.
/// Whether a waiting one is held back is a matter of its endpoint's state, so that pausing touches one row and never misses one.
/// </summary>
public sealed class WebhookDelivery
{
    private WebhookDelivery()
    {
    }

    public Guid Id { get; private set; }

    public Guid MessageId { get; private set; }

    public Guid EndpointId { get; private set; }

    public DeliveryState State { get; private set; }

    /// <summary>Requests made so far, over all rounds.</summary>
    public int Attempts { get; private set; }

    /// <summary>Requests of the present round; a resend begins a new one.</summary>
    public int Step { get; private set; }

    /// <summary>When it is due; null when it is not waiting.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>Who took it to send it; cleared with the result.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>Until then nobody else sends it. A node that died leaves it behind, and it is sent again afterwards.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? LastStatus { get; private set; }

    /// <summary>Code of the last failure, see <see cref="DeliveryErrors"/>; null after a success.</summary>
    public string? LastError { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public static WebhookDelivery Create(WebhookMessage message, WebhookEndpoint endpoint, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MessageId = message.Id,
        EndpointId = endpoint.Id,
        State = DeliveryState.Waiting,
        NextAttemptAt = now,
        CreatedAt = now,
    };

    public void RecordSuccess(int status, DateTimeOffset now)
    {
        Count(status, null);
        (State, NextAttemptAt, CompletedAt) = (DeliveryState.Succeeded, null, now);
    }

    /// <param name="next">Null = given up.</param>
    public void RecordFailure(int? status, string error, DateTimeOffset? next, DateTimeOffset now)
    {
        Count(status, error);
        NextAttemptAt = next;
        if (next is null) (State, CompletedAt) = (DeliveryState.Failed, now);
    }

    /// <summary>The same row and the same message, so that the receiver sees that it is the same event.</summary>
    public void Resend(DateTimeOffset now)
    {
        (State, Step, NextAttemptAt, CompletedAt) = (DeliveryState.Waiting, 0, now, null);
        (LeaseId, LeasedUntil) = (null, null);
    }

    private void Count(int? status, string? error)
    {
        Attempts++;
        Step++;
        (LastStatus, LastError, LeaseId, LeasedUntil) = (status, error, null, null);
    }
}

public enum DeliveryState
{
    /// <summary>To be sent or being sent; held back while its endpoint is paused, disabled or left alone by the breaker.</summary>
    Waiting,

    Succeeded,

    /// <summary>Given up: no attempts left. A person may resend it.</summary>
    Failed,
}
