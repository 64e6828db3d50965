using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>What counts as unwell for one path; a bound that is null is not checked. A path without a row has <see cref="Default"/>.</summary>
public sealed class StreamHealthRules
{
    public Guid StreamId { get; set; }

    /// <summary>Seconds between two looks at the picture, 5 to 300; they cost a decoded keyframe each.</summary>
    public int CheckSeconds { get; set; } = 5;

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

    public static StreamHealthRules Default(Guid streamId) => new() { StreamId = streamId, MaxGopSeconds = 4 };

    /// <summary>True when somebody must look at the picture.</summary>
    public bool NeedsPictures => Black || Frozen || NoSignal;

    public IEnumerable<Refusal> Check()
    {
        if (CheckSeconds is < 5 or > 300) yield return StreamHealthRefusals.CheckSecondsInvalid;
        if (MinBitsPerSecond is <= 0) yield return StreamHealthRefusals.MinBitsInvalid;
        if (MaxBitsPerSecond is <= 0 || MaxBitsPerSecond <= MinBitsPerSecond) yield return StreamHealthRefusals.MaxBitsInvalid;
        if (MinFps is <= 0 or > 1000) yield return StreamHealthRefusals.MinFpsInvalid;
        if (MaxFps is <= 0 or > 1000 || MaxFps <= MinFps) yield return StreamHealthRefusals.MaxFpsInvalid;
        if (MaxGopSeconds is < 0.1 or > 60) yield return StreamHealthRefusals.MaxGopInvalid;
    }
}
