using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;

namespace BlazorMedia.Web.Features.Webhooks.Pages;

/// <summary>A header while somebody writes it.</summary>
/// <param name="isStored">Its value is known to the server; left empty it stays.</param>
public sealed class HeaderRow(string name, bool isStored)
{
    public string? Name { get; set; } = name;

    public string? Value { get; set; }

    public bool IsStored { get; } = isStored;
}

/// <summary>The fields of the form while somebody writes in them.</summary>
/// <param name="endpoint">Null: a new one.</param>
public sealed class EndpointFormModel(EndpointDto? endpoint)
{
    public string? Name { get; set; } = endpoint?.Name;

    public string? Url { get; set; } = endpoint?.Url;

    public bool AllEvents { get; set; } = endpoint is null or { EventTypes.Count: 0 };

    public HashSet<string> Chosen { get; } = [.. endpoint?.EventTypes ?? []];

    public string Profile { get; set; } = endpoint?.Profile ?? "standard";

    public List<HeaderRow> Headers { get; } = [.. endpoint?.Headers.Select(h => new HeaderRow(h, isStored: true)) ?? []];

    public int? RatePerSecond { get; set; } = endpoint?.RatePerSecond;

    public int? Concurrency { get; set; } = endpoint?.Concurrency ?? WebhookEndpoint.DefaultConcurrency;

    public string? Secret { get; set; }

    public bool Paused { get; set; }

    /// <summary>All events would be the opposite of none, so an empty choice is asked again.</summary>
    public bool ChoosesNothing => !AllEvents && Chosen.Count == 0;

    /// <summary>What can be said without asking anybody; name and address are judged by saving, too.</summary>
    public IReadOnlyList<Refusal> FindMistakes() =>
        new EndpointSettings(Name ?? "", (Url ?? "").Trim(), [], RatePerSecond: RatePerSecond, Concurrency: Concurrency ?? WebhookEndpoint.DefaultConcurrency).FindMistakes();

    /// <summary>What is unchanged is left out, so that it is not judged again.</summary>
    public EndpointRequest ToRequest()
    {
        IReadOnlyList<string> events = AllEvents ? [] : [.. Chosen.Order(StringComparer.Ordinal)];
        return new(
            Name ?? "", Url == endpoint?.Url ? null : Url ?? "", endpoint is not null && Chosen.SetEquals(endpoint.EventTypes) && AllEvents == (endpoint.EventTypes.Count == 0) ? null : events,
            Profile, HeadersToSend(), RatePerSecond ?? 0, Concurrency ?? WebhookEndpoint.DefaultConcurrency, endpoint is null ? Paused : null, Secret);
    }

    // The last of two rows with one name counts, as it would in the request.
    private Dictionary<string, string?> HeadersToSend()
    {
        var headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in Headers.Where(r => !string.IsNullOrWhiteSpace(r.Name))) headers[row.Name!.Trim()] = string.IsNullOrEmpty(row.Value) ? null : row.Value;
        return headers;
    }
}
