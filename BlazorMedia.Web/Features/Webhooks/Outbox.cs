using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks;

/// <summary>Where features put their events: rows in the transaction of the cause, sent afterwards.</summary>
internal sealed class Outbox(TimeProvider clock)
{
    // People read these in logs and receivers; escaping every letter beyond ASCII would serve nobody, for they are never put into a page unescaped.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds one message, and one delivery per endpoint that hears it. The caller saves; sending begins with the commit.</summary>
    /// <param name="type">Key of a registered <see cref="EventType"/>.</param>
    /// <param name="data">A record of plain values; instants in UTC, sizes in bytes, durations in milliseconds.</param>
    public async Task AddAsync<T>(AppDbContext db, string type, T data, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var endpoints = await db.Set<WebhookEndpoint>().AsNoTracking().ToListAsync(ct);
        var message = MessageOf(type, data, now);
        db.Add(message);
        db.AddRange(endpoints.Where(e => e.Hears(type)).Select(e => WebhookDelivery.Create(message, e, now)));
    }

    /// <summary>The event as it is signed and sent.</summary>
    public static WebhookMessage MessageOf<T>(string type, T data, DateTimeOffset now) =>
        WebhookMessage.Create(Guid.CreateVersion7(now), type, BodyOf(type, data, now), now);

    /// <summary>A sample as a test sends it.</summary>
    public static WebhookMessage TestOf(EventType type, DateTimeOffset now) =>
        WebhookMessage.Test(Guid.CreateVersion7(now), type.Key, BodyOf(type.Key, type.Sample, now), now);

    private static string BodyOf<T>(string type, T data, DateTimeOffset now) => JsonSerializer.Serialize(new Envelope<T>(type, now, data), Json);

    private sealed record Envelope<T>(string Type, DateTimeOffset Timestamp, T Data);
}
