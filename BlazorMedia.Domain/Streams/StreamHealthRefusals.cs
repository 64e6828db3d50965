using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>What the rules of a path's health may not be.</summary>
public static class StreamHealthRefusals
{
    public static readonly Refusal CheckSecondsInvalid = Invalid("check_seconds", "The picture is looked at every 5 to 300 seconds.", "checkSeconds");
    public static readonly Refusal MinBitsInvalid = Invalid("min_bits", "The lowest bit rate is more than 0.", "minBitsPerSecond");
    public static readonly Refusal MaxBitsInvalid = Invalid("max_bits", "The highest bit rate is more than 0 and more than the lowest.", "maxBitsPerSecond");
    public static readonly Refusal MinFpsInvalid = Invalid("min_fps", "The lowest frame rate is more than 0 and at most 1000.", "minFps");
    public static readonly Refusal MaxFpsInvalid = Invalid("max_fps", "The highest frame rate is at most 1000 and more than the lowest.", "maxFps");
    public static readonly Refusal MaxGopInvalid = Invalid("max_gop", "The time between two keyframes is 0.1 to 60 seconds.", "maxGopSeconds");
    public static readonly Refusal RangeInvalid = Invalid("range", "Ask for a time of more than nothing and at most 31 days.", "until");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "streams.health_" + code, message, field);
}
