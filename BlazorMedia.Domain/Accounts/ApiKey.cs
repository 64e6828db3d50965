using System.Security.Cryptography;
using System.Text;

namespace BlazorMedia.Domain.Accounts;

/// <summary>A machine's credential. Only its SHA-256 is kept; 256 random bits need no slow hash.</summary>
public sealed class ApiKey
{
    private ApiKey()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256 of the key.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Comma-separated: <c>*</c>, <c>streams</c>, <c>recordings:read</c>, <c>jobs:write</c> …</summary>
    public string Scopes { get; private set; } = "";

    /// <summary>The user it acts for, where a user is needed.</summary>
    public string? UserId { get; private set; }

    /// <summary>True: comes from the configuration and is replaced by it at every start.</summary>
    public bool FromConfiguration { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public static ApiKey Configured(string name, string key, string scopes, string? userId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        Hash = HashOf(key),
        Scopes = scopes,
        UserId = userId,
        FromConfiguration = true,
        CreatedAt = now,
    };

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);

    public void Used(DateTimeOffset now) => LastUsedAt = now;

    public void Reconfigure(string key, string scopes, string? userId) => (Hash, Scopes, UserId) = (HashOf(key), scopes, userId);

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
