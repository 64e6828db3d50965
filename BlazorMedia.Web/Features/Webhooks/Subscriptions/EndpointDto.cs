using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>A secret without itself.</summary>
/// <param name="ExpiresAt">Until then it signs along; null for the present one.</param>
public sealed record EndpointSecretDto(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <summary>An endpoint as the API and the pages show it: without its secrets and without the values of its headers.</summary>
/// <param name="EventTypes">Empty = every event.</param>
/// <param name="Profile">standard, hex or both.</param>
/// <param name="Headers">Names only.</param>
/// <param name="RatePerSecond">null = no limit.</param>
/// <param name="State">active, paused or disabled.</param>
/// <param name="StateReason">Why it is not active: by_hand, gone, failing; null while it is.</param>
/// <param name="FailuresInARow">Requests since the last success.</param>
/// <param name="RestsUntil">After many failures nothing is sent before this, and then one request as a probe; null = it does not rest.</param>
/// <param name="Waiting">Deliveries that are to be sent, or held back while it is not active.</param>
/// <param name="Recent">The latest deliveries, the oldest first: succeeded, failed or waiting.</param>
public sealed record EndpointDto(
    Guid Id, string Name, string Url, IReadOnlyList<string> EventTypes, string Profile, IReadOnlyList<string> Headers, int? RatePerSecond, int Concurrency,
    string State, string? StateReason, int FailuresInARow, DateTimeOffset? RestsUntil, DateTimeOffset? LastSuccessAt, DateTimeOffset? LastFailureAt,
    int Waiting, IReadOnlyList<string> Recent, DateTimeOffset CreatedAt, IReadOnlyList<EndpointSecretDto> Secrets)
{
    /// <param name="headers">Names; null when the key ring that protects them is lost.</param>
    internal static EndpointDto From(WebhookEndpoint endpoint, IEnumerable<string>? headers, int waiting, IReadOnlyList<string> recent, DateTimeOffset now) => new(
        endpoint.Id, endpoint.Name, endpoint.Url, endpoint.EventTypeList, NameOf(endpoint.Profile), [.. headers ?? []], endpoint.RatePerSecond, endpoint.Concurrency,
        NameOf(endpoint.State), endpoint.StateReason, endpoint.FailuresInARow, endpoint.OpenUntil, endpoint.LastSuccessAt, endpoint.LastFailureAt, waiting, recent, endpoint.CreatedAt,
        [.. endpoint.Secrets.Where(s => s.Signs(now)).OrderByDescending(s => s.CreatedAt).Select(s => new EndpointSecretDto(s.Id, s.CreatedAt, s.ExpiresAt))]);

    internal static string NameOf(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => "waiting",
        DeliveryState.Succeeded => "succeeded",
        DeliveryState.Failed => "failed",
    };

    private static string NameOf(EndpointState state) => state switch
    {
        EndpointState.Active => "active",
        EndpointState.Paused => "paused",
        EndpointState.Disabled => "disabled",
    };

    private static string NameOf(SignatureProfile profile) => profile switch
    {
        SignatureProfile.Standard => "standard",
        SignatureProfile.Hex => "hex",
        SignatureProfile.Both => "both",
    };
}

/// <summary>There are as many as an administrator can oversee, so the list has no pages.</summary>
public sealed record EndpointList(IReadOnlyList<EndpointDto> Items);

/// <summary>A new endpoint, or one with a new secret.</summary>
/// <param name="Secret">Shown this once; null when the caller gave it.</param>
public sealed record EndpointWithSecret(EndpointDto Endpoint, string? Secret);
