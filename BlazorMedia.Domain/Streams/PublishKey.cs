using System.Security.Cryptography;
using System.Text;

namespace BlazorMedia.Domain.Streams;

/// <summary>What a publisher must say to send a path's stream to us. Stored as a hash, and encrypted so that it can be shown again to an operator.</summary>
public sealed class PublishKey
{
    public const int MaxNameLength = 100;

    /// <summary>As many as a path can have at once.</summary>
    public const int MaxPerStream = 20;

    // No letter that people confuse, none that an address would have to escape.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    // 32 letters of 5 bits.
    private const int SecretLength = 32;

    public Guid Id { get; set; }

    public Guid StreamId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public string Hash { get; set; } = "";

    public string Cipher { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public string? LastAddress { get; set; }

    public static string NewSecret() => RandomNumberGenerator.GetString(Letters, SecretLength);

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Takes as long for a wrong key as for the right one.</summary>
    public bool Is(string secret) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(HashOf(secret)));
}
