using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>What a person or a client says of an endpoint. When changing one, a field that is absent stays as it is.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Url">http or https; a private address only where the setting of outgoing calls allows it.</param>
/// <param name="EventTypes">Keys of the catalogue; an empty list = every event, also those of later versions.</param>
/// <param name="Profile">How requests are signed: standard, hex or both.</param>
/// <param name="Headers">Sent along with every request. They take the place of all earlier ones; a value of null keeps the stored one. Never shown again.</param>
/// <param name="RatePerSecond">Deliveries begun per second at most; 0 = no limit.</param>
/// <param name="Concurrency">Requests under way at once at most.</param>
/// <param name="Paused">Only when creating: nothing is sent until it is resumed.</param>
/// <param name="Secret">Only when creating: a secret that the receiver already has; without it one is made and shown once.</param>
public sealed record EndpointRequest(
    string? Name = null, string? Url = null, IReadOnlyList<string>? EventTypes = null, string? Profile = null, IReadOnlyDictionary<string, string?>? Headers = null,
    int? RatePerSecond = null, int? Concurrency = null, bool? Paused = null, string? Secret = null)
{
    internal Refusal? FindMistake() => Profile is null || ProfileOf(Profile) is not null ? null : EndpointRefusals.ProfileUnknown;

    internal EndpointSettings Over(WebhookEndpoint? endpoint) => new(
        Name ?? endpoint?.Name ?? "", (Url ?? endpoint?.Url ?? "").Trim(), EventTypes ?? endpoint?.EventTypeList ?? [], ProfileOf(Profile) ?? endpoint?.Profile ?? SignatureProfile.Standard,
        RatePerSecond is { } rate ? (rate == 0 ? null : rate) : endpoint?.RatePerSecond, Concurrency ?? endpoint?.Concurrency ?? WebhookEndpoint.DefaultConcurrency);

    private static SignatureProfile? ProfileOf(string? name) => name switch
    {
        "standard" => SignatureProfile.Standard,
        "hex" => SignatureProfile.Hex,
        "both" => SignatureProfile.Both,
        _ => null,
    };
}

/// <summary>What only the door of endpoints refuses; the rest is in the domain.</summary>
internal static class EndpointRefusals
{
    public static readonly Refusal ProfileUnknown = new(RefusalKind.Invalid, "webhooks.profile_unknown", "The profile is standard, hex or both.", "profile");
    public static readonly Refusal EventTypeUnknown = new(RefusalKind.Invalid, "webhooks.event_types_unknown", "There is no such type of event; the catalogue lists all.", "eventTypes");
    public static readonly Refusal HeaderValueMissing = new(RefusalKind.Invalid, "webhooks.header_value_missing", "Give a value for each header; only a stored one may be left out.", "headers");
    public static readonly Refusal SecretUnexpected = new(RefusalKind.Invalid, "webhooks.secret_unexpected", "A secret is changed by rotating it.", "secret");
}
