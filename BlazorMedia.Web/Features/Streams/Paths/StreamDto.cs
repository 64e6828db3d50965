using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <param name="Fps">Pictures per second over the last seconds.</param>
public sealed record StreamVideoDto(string Codec, int Width, int Height, double? Fps);

public sealed record StreamAudioDto(string Codec);

/// <summary>A stream as the API and the pages show it.</summary>
/// <param name="Source">The address with its secrets replaced by ***; sent back unchanged, the stored one stays.</param>
/// <param name="State">disabled, asleep, connecting, live, stalled, offline or unauthorised.</param>
/// <param name="StateReason">Code of the reason; null when live.</param>
/// <param name="Bitrate">Bits per second over the last seconds.</param>
/// <param name="LastError">FFmpeg's last error line, without secrets.</param>
/// <param name="Transcoding">True when the picture is re-encoded to H.264, because MP4 cannot hold the source's.</param>
/// <param name="Warning">audio-transcoded, audio-dropped or null.</param>
/// <param name="Record">Recorded whenever it is live; without effect while a trigger of smart recording is chosen, which decides alone then.</param>
/// <param name="RecordingTaskId">The running recording task, or null.</param>
/// <param name="Node">The node that pulls it, when that is not the one that answers; null = it is.</param>
/// <param name="FileSeconds">Length of one file when it is recorded by itself; null = 30 minutes.</param>
/// <param name="NodeAddress">Where people reach that node, if it was configured.</param>
/// <param name="Ready">Calmer than the state: true with the first check that passes (live, and no alert says that nothing is to be seen), false after three failed ones in a row.</param>
/// <param name="ReadySince">Since when it is, or is not; null before the first check.</param>
/// <param name="Alerts">What is wrong with it now, oldest first.</param>
public sealed record StreamDto(
    Guid Id, string Name, string? DisplayName, string? GroupName, int Order, string Source, bool Enabled, bool OnDemand, bool Record, int PreRollSeconds, string? Notes,
    string State, string? StateReason, DateTimeOffset StateSince, StreamVideoDto? Video, StreamAudioDto? Audio, long? Bitrate, DateTimeOffset? LastKeyframeAt, int Reconnects,
    string? LastError, bool Transcoding, string? Warning, Guid? RecordingTaskId, string? Node = null, string? NodeAddress = null,
    bool Ready = false, DateTimeOffset? ReadySince = null, IReadOnlyList<StreamAlertDto>? Alerts = null, bool IsListed = true, int? FileSeconds = null)
{
    internal static StreamDto From(StreamPath path, StreamStatus status, Guid? recordingTaskId) => new(
        path.Id, path.Name, path.DisplayName, path.GroupName, path.Order, path.SourceMasked, path.Enabled, path.OnDemand, path.Record, path.PreRollSeconds, path.Notes,
        NameOf(status.State), status.Reason, status.Since,
        status.VideoCodec is null ? null : new StreamVideoDto(status.VideoCodec, status.Width, status.Height, status.Fps),
        status.AudioCodec is null ? null : new StreamAudioDto(status.AudioCodec),
        status.BitsPerSecond, status.LastKeyframeAt, status.Reconnects, status.LastError, status.Transcoding, status.Warning, recordingTaskId, IsListed: path.IsListed, FileSeconds: path.FileSeconds);

    internal static string NameOf(StreamState state) => state switch
    {
        StreamState.Disabled => "disabled",
        StreamState.Asleep => "asleep",
        StreamState.Connecting => "connecting",
        StreamState.Live => "live",
        StreamState.Stalled => "stalled",
        StreamState.Offline => "offline",
        StreamState.Unauthorised => "unauthorised",
    };
}
