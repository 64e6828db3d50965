namespace BlazorMedia.Domain.Webhooks;

/// <summary>Another system's address that is told of events.</summary>
public sealed class WebhookEndpoint
{
    public const int MaxNameLength = 100;
    public const int MaxUrlLength = 2000;
    public const int DefaultConcurrency = 4;
    public const int MaxConcurrency = 50;
    public const int MaxRatePerSecond = 10_000;

    private WebhookEndpoint()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>http or https, without user and password.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Comma-separated keys of event types; empty = every event, also those of later versions.</summary>
    public string EventTypes { get; private set; } = "";

    public SignatureProfile Profile { get; private set; }

    /// <summary>Custom headers as protected JSON; null = none. They may hold credentials, so they are kept like secrets.</summary>
    public string? ProtectedHeaders { get; private set; }

    /// <summary>Deliveries begun per second at most; null = no limit.</summary>
    public int? RatePerSecond { get; private set; }

    /// <summary>Requests under way at once at most.</summary>
    public int Concurrency { get; private set; } = DefaultConcurrency;

    public EndpointState State { get; private set; }

    /// <summary>Code: why it is not active (<c>gone</c>, <c>failing</c>, <c>by_hand</c>); null while it is.</summary>
    public string? StateReason { get; private set; }

    /// <summary>Failed requests since the last success; the breaker counts these.</summary>
    public int FailuresInARow { get; private set; }

    public DateTimeOffset? FirstFailureAt { get; private set; }

    /// <summary>While the breaker is open nothing is sent before this.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastFailureAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Every one of them that has not expired signs, the newest first.</summary>
    public List<WebhookSecret> Secrets { get; } = [];

    public IReadOnlyList<string> EventTypeList => EventTypes.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static WebhookEndpoint Create(string name, string url, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        Url = url,
        CreatedAt = now,
    };

    public bool Hears(string eventType) => EventTypes.Length == 0 || EventTypeList.Contains(eventType);
}

public enum EndpointState
{
    Active,

    /// <summary>A person's wish: events are kept as held deliveries and sent when it is resumed.</summary>
    Paused,

    /// <summary>Switched off by the system, see <see cref="WebhookEndpoint.StateReason"/>; events are kept as held deliveries.</summary>
    Disabled,
}

public enum SignatureProfile
{
    /// <summary>Standard Webhooks 1.0: <c>webhook-id</c>, <c>webhook-timestamp</c>, <c>webhook-signature: v1,…</c>.</summary>
    Standard,

    /// <summary><c>X-Webhook-Signature: sha256=</c> and the hex HMAC-SHA256 of the body.</summary>
    Hex,

    /// <summary>Both sets of headers, for a receiver that changes from one to the other.</summary>
    Both,
}
