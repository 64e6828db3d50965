using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Publish.Keys;

/// <param name="Name">Unique among the keys of its stream, 1 to 100 characters.</param>
public sealed record PublishKeyRequest(string? Name);

/// <summary>A key without its secret.</summary>
/// <param name="LastAddress">Where it was last used from.</param>
public sealed record PublishKeyDto(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, string? LastAddress)
{
    internal static PublishKeyDto From(PublishKey key) => new(key.Id, key.Name, key.CreatedAt, key.LastUsedAt, key.LastAddress);
}

/// <summary>A key with its secret, told when it is made and when an operator asks for it.</summary>
public sealed record PublishSecretDto(PublishKeyDto Key, string Secret);

/// <summary>The SRT port of a stream.</summary>
/// <param name="Passphrase">Null unless it was asked for.</param>
public sealed record SrtDoorDto(int Port, string? Passphrase);

/// <summary>Who sends a stream now.</summary>
/// <param name="Client">What the encoder calls itself.</param>
public sealed record PublisherDto(string Address, string Key, string? Client, DateTimeOffset Since);

/// <summary>How a stream is sent to us.</summary>
/// <param name="RtmpPort">Null when RTMP is switched off.</param>
/// <param name="Publisher">Null while nobody sends by RTMP.</param>
public sealed record PublishingDto(string Stream, int? RtmpPort, SrtDoorDto? Srt, PublisherDto? Publisher, IReadOnlyList<PublishKeyDto> Keys);
