namespace BlazorMedia.Domain.Webhooks;

/// <summary>A signing secret of an endpoint. After a rotation the old one signs along until it expires.</summary>
public sealed class WebhookSecret
{
    public const int MinLength = 16;
    public const int MaxLength = 200;

    private WebhookSecret()
    {
    }

    public Guid Id { get; private set; }

    public Guid EndpointId { get; private set; }

    /// <summary>The secret as the receiver knows it (<c>whsec_</c> and base64, or plain text), protected by the key ring.</summary>
    public string ProtectedValue { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>null = does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public static WebhookSecret Create(Guid endpointId, string protectedValue, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), EndpointId = endpointId, ProtectedValue = protectedValue, CreatedAt = now };

    public bool Signs(DateTimeOffset now) => ExpiresAt is null || ExpiresAt > now;

    /// <summary>Never later than it would have expired anyway.</summary>
    public void ExpireAt(DateTimeOffset at) => ExpiresAt = ExpiresAt is { } earlier && earlier < at ? earlier : at;
}
