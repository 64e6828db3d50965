using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BlazorMedia.Domain.Accounts;

/// <summary>A machine's credential. Only its SHA-256 is kept; 256 random bits need no slow hash.</summary>
public sealed class ApiKey
{
    /// <summary>What every key of ours begins with, so that a scanner for secrets recognises one that got into a repository.</summary>
    public const string Prefix = "bm_";

    public const int MaxNameLength = 100;

    private const int RandomBytes = 32;

    private const int HintLength = 8;

    private ApiKey()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256 of the key.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Its first letters, by which a person finds the row of a key found somewhere; null for keys of the configuration, which may be short.</summary>
    public string? Hint { get; private set; }

    /// <summary>Comma-separated: <c>*</c>, <c>streams</c>, <c>recordings:read</c>, <c>jobs:write</c> …</summary>
    public string Scopes { get; private set; } = "";

    /// <summary>The user it acts for, where a user is needed.</summary>
    public string? UserId { get; private set; }

    /// <summary>True: comes from the configuration and is replaced by it at every start.</summary>
    public bool FromConfiguration { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>IP address of the last use.</summary>
    public string? LastUsedAddress { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public IReadOnlyList<string> ScopeList => Scopes.Split(',');

    /// <summary>With 256 random bits, which are given out here and never again.</summary>
    public static (ApiKey Key, string Secret) Create(string name, IEnumerable<string> scopes, string userId, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            Name = name,
            Hash = HashOf(secret),
            Hint = secret[..HintLength],
            Scopes = string.Join(',', scopes),
            UserId = userId,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return (key, secret);
    }

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

    public void Rename(string name) => Name = name;

    public void Reconfigure(string key, string scopes, string? userId) => (Hash, Scopes, UserId) = (HashOf(key), scopes, userId);

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
