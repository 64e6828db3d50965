namespace BlazorMedia.Domain.Streams;

/// <summary>What a publisher must say to send a path's stream to us. Stored as a hash, and encrypted so that it can be shown again to an operator.</summary>
public sealed class PublishKey
{
    public Guid Id { get; set; }

    public Guid StreamId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public string Hash { get; set; } = "";

    public string Cipher { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public string? LastAddress { get; set; }
}
