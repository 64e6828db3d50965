using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Publish;
using BlazorMedia.Web.Shared.Display;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>Codes and states in the words of the reader.</summary>
internal static class StreamWords
{
    public static string State(this IStringLocalizer<StreamsText> text, StreamState state) => text[$"State.{state}"];

    /// <summary>A sentence for a reason code; the code itself where we have no words for it.</summary>
    public static string? Reason(this IStringLocalizer<StreamsText> text, string? code) => code is null ? null : Or(text, $"Reason.{code}", code);

    /// <summary>How people write the codecs that FFmpeg calls h264, hevc, aac …</summary>
    public static string? Codec(string? name) => name switch
    {
        "h264" => "H.264",
        "hevc" => "H.265",
        "mpeg2video" => "MPEG-2",
        "mpeg4" => "MPEG-4",
        "vp8" or "vp9" or "av1" or "aac" or "mp3" or "ac3" or "mjpeg" => name.ToUpperInvariant(),
        "opus" => "Opus",
        "pcm_alaw" or "pcm_mulaw" => "G.711",
        _ => name,
    };

    /// <summary>"H.264 · 1920×1080 · 25 fps"; null while nothing is known.</summary>
    public static string? Picture(string? codec, int width, int height, double? fps)
    {
        string?[] parts = [Codec(codec), width > 0 ? $"{width}×{height}" : null, fps is > 0 ? FormattableString.Invariant($"{fps:0.##} fps") : null];
        return parts.Any(p => p is not null) ? string.Join(" · ", parts.Where(p => p is not null)) : null;
    }

    public static BadgeKind Kind(StreamStatus status) => IsAwaited(status) ? BadgeKind.Idle : Kind(status.State);

    public static BadgeKind Kind(StreamState state) => state switch
    {
        StreamState.Live => BadgeKind.Ok,
        StreamState.Connecting => BadgeKind.Busy,
        StreamState.Stalled => BadgeKind.Warn,
        StreamState.Offline or StreamState.Unauthorised => BadgeKind.Bad,
        StreamState.Asleep or StreamState.Disabled => BadgeKind.Idle,
    };

    public static string Icon(StreamState state) => state switch
    {
        StreamState.Live => "sensors",
        StreamState.Connecting => "progress_activity",
        StreamState.Stalled => "hourglass_top",
        StreamState.Offline => "signal_disconnected",
        StreamState.Unauthorised => "lock",
        StreamState.Asleep => "bedtime",
        StreamState.Disabled => "power_settings_new",
    };

    /// <summary>True for what an operator should look at.</summary>
    public static bool NeedsAttention(StreamStatus status) => !IsAwaited(status) && status.State is StreamState.Stalled or StreamState.Offline or StreamState.Unauthorised;

    /// <summary>True for a path whose publisher sends when it wants to: that nobody sends is no fault.</summary>
    public static bool IsAwaited(StreamStatus status) => status is { State: StreamState.Offline, Reason: Publications.Waiting };

    private static string Or(IStringLocalizer text, string key, string otherwise) => text[key] is { ResourceNotFound: false } found ? found.Value : otherwise;
}
