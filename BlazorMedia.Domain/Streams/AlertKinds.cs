namespace BlazorMedia.Domain.Streams;

/// <summary>The codes of what can be wrong with a path that is live.</summary>
public static class AlertKinds
{
    public const string Black = "black";
    public const string Frozen = "frozen";
    public const string NoSignal = "no-signal";
    public const string BitRateLow = "bitrate-low";
    public const string BitRateHigh = "bitrate-high";
    public const string FpsLow = "fps-low";
    public const string FpsHigh = "fps-high";
    public const string GopLong = "gop-long";
    public const string AudioMissing = "audio-missing";

    /// <summary>Those that say that nothing is to be seen.</summary>
    public static IReadOnlyList<string> OfPicture { get; } = [Black, Frozen, NoSignal];

    public static IReadOnlyList<string> All { get; } = [.. OfPicture, BitRateLow, BitRateHigh, FpsLow, FpsHigh, GopLong, AudioMissing];
}
