using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>What is known of a path at one moment; replaced as a whole, never changed.</summary>
/// <param name="Reason">Code of the reason where the state is not live: refused, unauthorised, not-found, timeout, closed, stalled, no-space, unsupported, starting, app-stopped …; null when live.</param>
/// <param name="Since">When the state began.</param>
internal sealed record StreamStatus(StreamState State, string? Reason, DateTimeOffset Since)
{
    public string? VideoCodec { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Pictures per second over the last seconds.</summary>
    public double? Fps { get; init; }

    public string? AudioCodec { get; init; }

    /// <summary>Over the last seconds.</summary>
    public long? BitsPerSecond { get; init; }

    /// <summary>Wall clock of the newest keyframe.</summary>
    public DateTimeOffset? LastKeyframeAt { get; init; }

    /// <summary>Runs since the app started, without the first.</summary>
    public int Reconnects { get; init; }

    /// <summary>FFmpeg's last error line, secrets masked.</summary>
    public string? LastError { get; init; }

    /// <summary>True when the picture is re-encoded because MP4 cannot hold it.</summary>
    public bool Transcoding { get; init; }

    /// <summary>Code of a warning: audio-dropped, audio-transcoded; null without one.</summary>
    public string? Warning { get; init; }
}
