namespace BlazorMedia.Domain.Webhooks;

/// <summary>One event, as it is told to every endpoint that hears it. Its text is signed and sent byte for byte.</summary>
public sealed class WebhookMessage
{
    private WebhookMessage()
    {
    }

    /// <summary>The stable <c>webhook-id</c>: the same at every attempt and every resend.</summary>
    public Guid Id { get; private set; }

    public string Type { get; private set; } = "";

    /// <summary>JSON: <c>type</c>, <c>timestamp</c>, <c>data</c>.</summary>
    public string Body { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A sample that somebody tried an endpoint with: nothing of it happened, so it is never replayed to another one.</summary>
    public bool IsTest { get; private set; }

    public static WebhookMessage Create(Guid id, string type, string body, DateTimeOffset now) => new() { Id = id, Type = type, Body = body, CreatedAt = now };

    public static WebhookMessage Test(Guid id, string type, string body, DateTimeOffset now) => new() { Id = id, Type = type, Body = body, CreatedAt = now, IsTest = true };
}
