using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BlazorMedia.Domain.Accounts;

/// <summary>
/// An AppID and its AppSecret, with which a client signs its own tokens. A signature can only be checked with the secret itself,
/// so it is kept encrypted, not hashed. While it is being replaced, the one before it counts too.
/// </summary>
public sealed class AppTokenPair
{
    public const int MaxAppIdLength = 100;
    public const int MaxSecretLength = 500;

    /// <summary>Bytes. HS256 is no stronger than its key (RFC 7518, section 3.2); shorter ones work, because old clients have them, and are flagged.</summary>
    public const int StrongSecretBytes = 32;

    private AppTokenPair()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The issuer that its tokens name.</summary>
    public string AppId { get; private set; } = "";

    public string SecretCipher { get; private set; } = "";

    /// <summary>Length of the secret in bytes.</summary>
    public int SecretBytes { get; private set; }

    /// <summary>False: nobody has seen the secret yet, since no person was there when it was made; it can still be shown once.</summary>
    public bool SecretSeen { get; private set; }

    public string? OldSecretCipher { get; private set; }

    /// <summary>Until when the old secret counts.</summary>
    public DateTimeOffset? OldSecretUntil { get; private set; }

    /// <summary>When a token of the old secret was last used: as long as there are any, some client has not changed over.</summary>
    public DateTimeOffset? OldSecretUsedAt { get; private set; }

    public bool Enabled { get; private set; }

    /// <summary>True: comes from the configuration and is replaced by it at every start.</summary>
    public bool FromConfiguration { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RotatedAt { get; private set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    public string? LastUsedAddress { get; private set; }

    public bool IsWeak => SecretBytes < StrongSecretBytes;

    /// <param name="seen">A person gets to see the secret now.</param>
    public static AppTokenPair Create(string name, string appId, bool seen, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Name = name, AppId = appId, Enabled = true, SecretSeen = seen, CreatedAt = now };

    public static AppTokenPair Configured(string appId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Name = appId, AppId = appId, Enabled = true, SecretSeen = true, FromConfiguration = true, CreatedAt = now };

    /// <summary>With the 256 random bits of a key, and readable in a shell.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StrongSecretBytes));

    public static string NewAppId() => "app" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    public static bool IsAppId(string? text) =>
        text is { Length: > 0 and <= MaxAppIdLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    public static bool IsSecret(string? text) => text is { Length: > 0 and <= MaxSecretLength } && text.Trim() == text;

    public void Rename(string name) => Name = name;

    public void Enable(bool enabled) => Enabled = enabled;

    public void ShowSecret() => SecretSeen = true;

    public void StoreSecret(string secret, string cipher) => (SecretCipher, SecretBytes) = (cipher, Encoding.UTF8.GetByteCount(secret));

    /// <summary>The present secret becomes the old one for a while; one that was still old ends now.</summary>
    public void Rotate(string secret, string cipher, TimeSpan overlap, DateTimeOffset now)
    {
        (OldSecretCipher, OldSecretUntil) = overlap > TimeSpan.Zero ? (SecretCipher, now + overlap) : ((string?)null, (DateTimeOffset?)null);
        (OldSecretUsedAt, RotatedAt, SecretSeen) = (null, now, true);
        StoreSecret(secret, cipher);
    }

    public bool OldSecretCounts(DateTimeOffset now) => OldSecretCipher is not null && OldSecretUntil > now;
}
