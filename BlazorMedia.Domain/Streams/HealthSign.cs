namespace BlazorMedia.Domain.Streams;

public enum HealthVerdict
{
    Well,
    Bad,

    /// <summary>Neither: too little is known, or it lies between the bounds.</summary>
    Unsure,

    /// <summary>Nobody asked for it.</summary>
    Unchecked,
}

/// <summary>What one look says of one kind of trouble.</summary>
/// <param name="Kind">One of <see cref="AlertKinds"/>.</param>
/// <param name="Detail">The figure, for people, the same in every language; null where the kind says all.</param>
public readonly record struct HealthSign(string Kind, HealthVerdict Verdict, string? Detail = null);

/// <summary>What arrives of a path now; null = not known yet.</summary>
/// <param name="GopSeconds">Between the last two keyframes, or since the last one where that is longer.</param>
public sealed record HealthFigures(bool IsLive, long? BitsPerSecond, double? Fps, double? GopSeconds, bool? HasAudio);
