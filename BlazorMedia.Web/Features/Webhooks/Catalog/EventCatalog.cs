using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Webhooks.Catalog;

/// <summary>A kind of event as the API lists it.</summary>
/// <param name="Key">For example <c>recording.finished</c>.</param>
/// <param name="Description">When it is sent.</param>
/// <param name="Sample">A whole body: type, timestamp, data.</param>
public sealed record EventTypeDto(string Key, string Description, JsonElement Sample);

public sealed record EventTypeList(IReadOnlyList<EventTypeDto> Items);

/// <summary>Every kind of event that any feature registered.</summary>
internal sealed class EventCatalog(IEnumerable<EventType> types, IStringLocalizerFactory texts)
{
    // As the outbox writes them, but on several lines.
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };
    private static readonly DateTimeOffset SampleTime = new(2026, 11, 20, 12, 0, 1, TimeSpan.Zero);

    public IReadOnlyList<EventType> All { get; } = [.. types.OrderBy(t => t.Key, StringComparer.Ordinal)];

    public EventType? Find(string? key) => All.FirstOrDefault(t => t.Key == key);

    /// <summary>When it is sent, in the reader's language.</summary>
    public string Describe(EventType type) => texts.Create(type.Text)[$"event.{type.Key}"];

    /// <summary>A body as it is sent, set on several lines.</summary>
    public static string SampleOf(EventType type) => JsonSerializer.Serialize(Envelope(type), Indented);

    /// <summary>A body that was sent, set on several lines.</summary>
    public static string Readable(string body)
    {
        using var parsed = JsonDocument.Parse(body);
        return JsonSerializer.Serialize(parsed.RootElement, Indented);
    }

    public EventTypeList List() => new([.. All.Select(t => new EventTypeDto(t.Key, Describe(t), JsonSerializer.SerializeToElement(Envelope(t), Indented)))]);

    private static object Envelope(EventType type) => new { type = type.Key, timestamp = SampleTime, data = type.Sample };
}
