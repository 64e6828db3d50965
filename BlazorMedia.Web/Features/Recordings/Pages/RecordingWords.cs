using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>Facts of a recording as people read them.</summary>
internal static class RecordingWords
{
    public static string Duration(this RecordingDto recording) => Format.Duration(TimeSpan.FromMilliseconds(recording.DurationMs));

    /// <summary>"H.264 + AAC"; empty while nothing is known.</summary>
    public static string Codecs(this RecordingDto recording) =>
        string.Join(" + ", ((string?[])[StreamWords.Codec(recording.VideoCodec), StreamWords.Codec(recording.AudioCodec)]).Where(c => c is not null));

    public static string? Size(this RecordingDto recording) => recording.Width > 0 ? $"{recording.Width}×{recording.Height}" : null;

    /// <summary>A sentence for the code of a failure; null when there was none.</summary>
    public static string? Failure(this IStringLocalizer<RecordingsText> text, string? code) =>
        code is null ? null : text[$"Failure.{code}"] is { ResourceNotFound: false } sentence ? sentence.Value : text["Failure." + RecordingFailure.Other].Value;

    /// <summary>And what can be done; nothing can where there was no media.</summary>
    public static string? FailureAndRemedy(this IStringLocalizer<RecordingsText> text, string? code) =>
        code == RecordingFailure.NoMedia.Code ? text.Failure(code) : $"{text.Failure(code)} {text["Failed.Text"]}".TrimStart();

    public static bool IsReady(this RecordingDto recording) => recording.State == "ready";

    /// <summary>Its task is still at work on it, so it stands among the running ones.</summary>
    public static bool IsUnfinished(this RecordingDto recording) => recording.State is "recording" or "finalising";
}
