using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>An AppID as pages and programs see it; never its secret.</summary>
/// <param name="IsWeak">The secret has fewer than 32 bytes: accepted for old clients, but it could be found by trying.</param>
/// <param name="SecretSeen">False: the secret can still be shown, once.</param>
/// <param name="OldSecretUntil">The secret before this one counts until then; null when it does not count any more.</param>
/// <param name="OldSecretUsedAt">When the old secret last let somebody in.</param>
public sealed record AppTokenPairDto(
    Guid Id, string Name, string AppId, bool Enabled, bool IsWeak, int SecretBytes, bool SecretSeen, DateTimeOffset CreatedAt, DateTimeOffset? RotatedAt,
    DateTimeOffset? OldSecretUntil, DateTimeOffset? OldSecretUsedAt, DateTimeOffset? LastUsedAt, string? LastUsedAddress, bool FromConfiguration)
{
    internal static AppTokenPairDto From(AppTokenPair pair, DateTimeOffset now)
    {
        var overlaps = pair.OldSecretCounts(now);
        return new(
            pair.Id, pair.Name, pair.AppId, pair.Enabled, pair.IsWeak, pair.SecretBytes, pair.SecretSeen, pair.CreatedAt, pair.RotatedAt,
            overlaps ? pair.OldSecretUntil : null, overlaps ? pair.OldSecretUsedAt : null, pair.LastUsedAt, pair.LastUsedAddress, pair.FromConfiguration);
    }
}

/// <summary>All apps; there are as many as an operator gives out, so the list has no pages.</summary>
public sealed record AppTokenPairList(IReadOnlyList<AppTokenPairDto> Items);

/// <summary>An app with its secret, which is told this once.</summary>
public sealed record AppSecretDto(AppTokenPairDto App, string Secret);
