namespace BlazorMedia.Domain.Streams;

/// <summary>What counts as unwell for one path; a bound that is null is not checked. A path without a row has <see cref="Default"/>.</summary>
public sealed class StreamHealthRules
{
    public Guid StreamId { get; set; }

    /// <summary>Seconds between two looks at the picture, 5 to 300; they cost a decoded keyframe each.</summary>
    public int CheckSeconds { get; set; } = 10;

    public bool Black { get; set; }

    public bool Frozen { get; set; }

    /// <summary>The single colour that encoders show without an input.</summary>
    public bool NoSignal { get; set; }

    /// <summary>Bits per second.</summary>
    public long? MinBitsPerSecond { get; set; }

    /// <summary>Bits per second.</summary>
    public long? MaxBitsPerSecond { get; set; }

    /// <summary>Pictures per second.</summary>
    public double? MinFps { get; set; }

    /// <summary>Pictures per second.</summary>
    public double? MaxFps { get; set; }

    /// <summary>Seconds between two keyframes.</summary>
    public double? MaxGopSeconds { get; set; }

    /// <summary>True: a source without sound is unwell.</summary>
    public bool ExpectAudio { get; set; }

    public static StreamHealthRules Default(Guid streamId) => new() { StreamId = streamId, MaxGopSeconds = 10 };
}
