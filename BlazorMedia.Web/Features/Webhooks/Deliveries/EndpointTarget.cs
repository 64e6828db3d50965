using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Signing;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>An endpoint ready to be called: its row with secrets and headers opened.</summary>
/// <param name="Keys">The newest first; empty when the key ring that protects them is lost.</param>
/// <param name="Headers">The endpoint's own; null when the key ring that protects them is lost.</param>
internal sealed record EndpointTarget(
    Guid Id, string Name, Uri Url, SignatureProfile Profile, IReadOnlyList<SigningKey> Keys, IReadOnlyDictionary<string, string>? Headers,
    EndpointState State, DateTimeOffset? OpenUntil, int? RatePerSecond, int Concurrency)
{
    // A record would print its members, and some of these are secrets.
    public override string ToString() => $"endpoint {Id}";

    public static EndpointTarget Of(WebhookEndpoint endpoint, SecretVault vault) => new(
        endpoint.Id, endpoint.Name, new Uri(endpoint.Url), endpoint.Profile, KeysOf(endpoint, vault), vault.OpenHeaders(endpoint.ProtectedHeaders),
        endpoint.State, endpoint.OpenUntil, endpoint.RatePerSecond, endpoint.Concurrency);

    private static List<SigningKey> KeysOf(WebhookEndpoint endpoint, SecretVault vault) =>
        [.. from secret in endpoint.Secrets.OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id)
            let text = vault.Open(secret.ProtectedValue)
            where text is not null
            select new SigningKey(SigningSecret.KeyOf(text), text, secret.ExpiresAt)];
}
