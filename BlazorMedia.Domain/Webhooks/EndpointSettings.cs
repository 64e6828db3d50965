using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Webhooks;

/// <summary>What a person decides about an endpoint, apart from its secrets and headers.</summary>
/// <param name="Url">Checked by the guard of outgoing calls before it comes here.</param>
/// <param name="EventTypes">Empty = every event, also those of later versions.</param>
/// <param name="RatePerSecond">Deliveries begun per second at most (per node); null = no limit.</param>
/// <param name="Concurrency">Requests under way at once at most (per node).</param>
public sealed record EndpointSettings(
    string Name, string Url, IReadOnlyList<string> EventTypes, SignatureProfile Profile = SignatureProfile.Standard, int? RatePerSecond = null, int Concurrency = WebhookEndpoint.DefaultConcurrency)
{
    /// <summary>All mistakes at once; empty when it can be saved.</summary>
    public IReadOnlyList<Refusal> FindMistakes() => [.. OfTexts(), .. OfNumbers()];

    private IEnumerable<Refusal> OfTexts()
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return WebhookRefusals.NameMissing;
        if (Name.Trim().Length > WebhookEndpoint.MaxNameLength) yield return WebhookRefusals.NameTooLong;
        if (string.IsNullOrWhiteSpace(Url)) yield return WebhookRefusals.UrlMissing;
        if (Url.Length > WebhookEndpoint.MaxUrlLength) yield return WebhookRefusals.UrlTooLong;
        if (EventTypes.Any(t => t.Length == 0 || t.Contains(',')) || EventTypes.Sum(t => t.Length + 1) > WebhookEndpoint.MaxEventTypesLength) yield return WebhookRefusals.EventTypesInvalid;
    }

    private IEnumerable<Refusal> OfNumbers()
    {
        if (RatePerSecond is < 1 or > WebhookEndpoint.MaxRatePerSecond) yield return WebhookRefusals.RateInvalid;
        if (Concurrency is < 1 or > WebhookEndpoint.MaxConcurrency) yield return WebhookRefusals.ConcurrencyInvalid;
    }
}
