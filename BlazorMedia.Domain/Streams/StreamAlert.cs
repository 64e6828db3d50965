namespace BlazorMedia.Domain.Streams;

/// <summary>Something that is wrong with a path although it may be live: a black picture, too low a bit rate, no sound. One row from its beginning to its end.</summary>
public sealed class StreamAlert
{
    public const int MaxKindLength = 40;

    private StreamAlert()
    {
    }

    public Guid Id { get; private set; }

    public Guid StreamId { get; private set; }

    /// <summary>Code: black, frozen, no-signal, bitrate-low, bitrate-high, fps-low, fps-high, gop-long, audio-missing …</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The figure that raised it, for people: "0.2 Mbit/s"; null where the kind says all.</summary>
    public string? Detail { get; private set; }

    public DateTimeOffset RaisedAt { get; private set; }

    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? ClearedAt { get; private set; }

    public static StreamAlert Raise(Guid streamId, string kind, string? detail, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), StreamId = streamId, Kind = kind, Detail = detail, RaisedAt = now };

    public void Clear(DateTimeOffset now) => ClearedAt ??= now;
}
