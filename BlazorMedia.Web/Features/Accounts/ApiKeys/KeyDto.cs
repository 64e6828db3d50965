using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>A key as pages and programs see it; never the key itself.</summary>
/// <param name="Hint">The key's first letters.</param>
/// <param name="User">E-mail address of the person it acts for; null when that account is gone, and then the key does not work.</param>
/// <param name="State"><c>active</c>, <c>expiring</c> (within 14 days), <c>expired</c> or <c>revoked</c>.</param>
/// <param name="FromConfiguration">It can only be changed in the configuration.</param>
public sealed record KeyDto(
    Guid Id, string Name, string? Hint, IReadOnlyList<string> Scopes, string? User, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt, string? LastUsedAddress, DateTimeOffset? RevokedAt, string State, bool FromConfiguration)
{
    public const string Active = "active";
    public const string Expiring = "expiring";
    public const string Expired = "expired";
    public const string Revoked = "revoked";

    /// <summary>From here on a person should think of a new one.</summary>
    internal static readonly TimeSpan Warning = TimeSpan.FromDays(14);

    internal static KeyDto From(ApiKey key, string? user, DateTimeOffset now) => new(
        key.Id, key.Name, key.Hint, key.ScopeList, user, key.CreatedAt, key.ExpiresAt,
        key.LastUsedAt, key.LastUsedAddress, key.RevokedAt, StateOf(key, now), key.FromConfiguration);

    private static string StateOf(ApiKey key, DateTimeOffset now) =>
        key.RevokedAt is not null ? Revoked : !key.IsUsable(now) ? Expired : key.ExpiresAt <= now + Warning ? Expiring : Active;
}

/// <summary>A new key with the secret, which is told this once.</summary>
public sealed record CreatedKeyDto(KeyDto Key, string Secret);

/// <param name="Total">Of all pages.</param>
public sealed record KeyList(IReadOnlyList<KeyDto> Items, int Total);
