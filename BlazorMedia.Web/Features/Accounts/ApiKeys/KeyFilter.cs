using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>Which keys: by a part of the name and by state; null shows all that are not revoked.</summary>
internal sealed record KeyFilter(string? Text, string? State)
{
    public static readonly IReadOnlyList<string> States = [KeyDto.Active, KeyDto.Expiring, KeyDto.Expired, KeyDto.Revoked];

    public bool IsActive => Text is not null || State is not null;

    public IQueryable<ApiKey> Of(IQueryable<ApiKey> keys, DateTimeOffset now)
    {
        var soon = now + KeyDto.Warning;
        if (Text is { Length: > 0 } text) keys = keys.Where(k => k.Name.Contains(text) || (k.Hint != null && k.Hint.StartsWith(text)));
        return State switch
        {
            KeyDto.Active => keys.Where(k => k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > soon)),
            KeyDto.Expiring => keys.Where(k => k.RevokedAt == null && k.ExpiresAt > now && k.ExpiresAt <= soon),
            KeyDto.Expired => keys.Where(k => k.RevokedAt == null && k.ExpiresAt <= now),
            KeyDto.Revoked => keys.Where(k => k.RevokedAt != null),
            _ => keys.Where(k => k.RevokedAt == null),
        };
    }
}
