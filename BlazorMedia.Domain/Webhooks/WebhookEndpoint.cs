using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Webhooks;

/// <summary>Another system's address that is told of events.</summary>
public sealed class WebhookEndpoint
{
    public const int MaxNameLength = 100;
    public const int MaxUrlLength = 2000;
    public const int DefaultConcurrency = 4;
    public const int MaxConcurrency = 50;
    public const int MaxRatePerSecond = 10_000;
    public const int MaxEventTypesLength = 4000;
    public const int MaxSecrets = 10;
    public const string ReasonGone = "gone";
    public const string ReasonFailing = "failing";
    public const string ReasonByHand = "by_hand";

    public static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(24);
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(30);

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

    /// <summary>Failed requests since the last success; while the breaker is open only its probes count.</summary>
    public int FailuresInARow { get; private set; }

    public DateTimeOffset? FirstFailureAt { get; private set; }

    /// <summary>null: the breaker is closed. Else nothing is sent before this, and then one request as a probe.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastFailureAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Every one of them that has not expired signs, the newest first.</summary>
    public List<WebhookSecret> Secrets { get; } = [];

    public IReadOnlyList<string> EventTypeList => EventTypes.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public bool IsOpen => OpenUntil is not null;

    /// <summary>The settings must have been checked by the guard of outgoing calls, too; the first secret is added by <see cref="Rotate"/>.</summary>
    public static Result<WebhookEndpoint> Create(EndpointSettings settings, bool paused, DateTimeOffset now)
    {
        if (settings.FindMistakes() is { Count: > 0 } mistakes) return mistakes.ToList();
        var endpoint = new WebhookEndpoint { Id = Guid.CreateVersion7(now), CreatedAt = now };
        endpoint.Apply(settings);
        if (paused) endpoint.Pause();
        return endpoint;
    }

    /// <summary>Another address is another receiver: what the old one did wrong is forgotten.</summary>
    public Result<WebhookEndpoint> Change(EndpointSettings settings)
    {
        if (settings.FindMistakes() is { Count: > 0 } mistakes) return mistakes.ToList();
        if (settings.Url != Url) Forgive();
        Apply(settings);
        return this;
    }

    public void ChangeHeaders(string? protectedHeaders) => ProtectedHeaders = protectedHeaders;

    /// <summary>Waiting deliveries stay waiting and are sent after <see cref="Resume"/>; one that the system switched off keeps its reason.</summary>
    public void Pause()
    {
        if (State == EndpointState.Active) (State, StateReason) = (EndpointState.Paused, ReasonByHand);
    }

    /// <summary>From a pause, and from being switched off: it gets a new chance.</summary>
    public void Resume()
    {
        (State, StateReason) = (EndpointState.Active, null);
        Forgive();
    }

    /// <param name="reason"><see cref="ReasonGone"/> or <see cref="ReasonFailing"/>.</param>
    public void Disable(string reason) => (State, StateReason) = (EndpointState.Disabled, reason);

    /// <summary>The new secret signs from now on; the others sign along until the overlap ends, so that the receiver can change in peace.</summary>
    public Result<WebhookSecret> Rotate(string protectedValue, TimeSpan overlap, DateTimeOffset now)
    {
        if (overlap < TimeSpan.Zero || overlap > MaxOverlap) return WebhookRefusals.OverlapInvalid;
        if (overlap > TimeSpan.Zero && Secrets.Count(s => s.Signs(now)) >= MaxSecrets) return WebhookRefusals.TooManySecrets;
        foreach (var old in Secrets) old.ExpireAt(now + overlap);
        Secrets.RemoveAll(s => !s.Signs(now));
        var secret = WebhookSecret.Create(Id, protectedValue, now);
        Secrets.Add(secret);
        return secret;
    }

    public bool Hears(string eventType) => EventTypes.Length == 0 || EventTypeList.Contains(eventType);

    /// <summary>True when it heals: the breaker was open.</summary>
    public bool RecordSuccess(DateTimeOffset now)
    {
        var heals = IsOpen;
        LastSuccessAt = now;
        Forgive();
        return heals;
    }

    /// <summary>True when the breaker opens. A request that was under way when it opened says nothing new.</summary>
    /// <param name="isProbe">It was sent because the breaker's pause was over.</param>
    public bool RecordFailure(bool isProbe, DateTimeOffset now)
    {
        LastFailureAt = now;
        if (IsOpen && !isProbe) return false;
        var opens = !IsOpen;
        FirstFailureAt ??= now;
        FailuresInARow++;
        OpenUntil = now + Breaker.PauseAfter(FailuresInARow);
        if (now - FirstFailureAt >= Breaker.Patience && State == EndpointState.Active) Disable(ReasonFailing);
        return opens && IsOpen;
    }

    private void Forgive() => (FailuresInARow, FirstFailureAt, OpenUntil) = (0, null, null);

    private void Apply(EndpointSettings settings)
    {
        (Name, Url, EventTypes) = (settings.Name.Trim(), settings.Url, string.Join(',', settings.EventTypes.Distinct()));
        (Profile, RatePerSecond, Concurrency) = (settings.Profile, settings.RatePerSecond, settings.Concurrency);
    }
}

public enum EndpointState
{
    Active,

    /// <summary>A person's wish: events are kept as waiting deliveries and sent when it is resumed.</summary>
    Paused,

    /// <summary>Switched off by the system, see <see cref="WebhookEndpoint.StateReason"/>; events are kept as waiting deliveries.</summary>
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
