using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Shared;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>Facts of a recording as people read them.</summary>
internal static class RecordingWords
{
    public static string Duration(this RecordingDto recording) => Format.Duration(TimeSpan.FromMilliseconds(recording.DurationMs));

    /// <summary>"H.264 + AAC"; empty while nothing is known.</summary>
    public static string Codecs(this RecordingDto recording) =>
        string.Join(" + ", ((string?[])[StreamWords.Codec(recording.VideoCodec), StreamWords.Codec(recording.AudioCodec)]).Where(c => c is not null));

    public static string? Size(this RecordingDto recording) => recording.Width > 0 ? $"{recording.Width}×{recording.Height}" : null;

    public static bool IsReady(this RecordingDto recording) => recording.State == "ready";

    /// <summary>Its task is still at work on it, so it stands among the running ones.</summary>
    public static bool IsUnfinished(this RecordingDto recording) => recording.State is "recording" or "finalising";
}
