using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Ingest;

internal enum AudioPlan
{
    Copy,
    Aac,
    None,
}

/// <summary>What is copied and what is re-encoded. Learned from a failure, because asking the source beforehand would cost a second connection.</summary>
/// <param name="TranscodeVideo">True: to H.264, because MP4 (or every browser) cannot hold the source's picture.</param>
/// <param name="WallClock">True: pictures are dated by their arrival. FFmpeg dates those of an MJPEG camera as if there were always 25 a second. Of no effect on files, which have their own times.</param>
internal sealed record IngestPlan(bool TranscodeVideo, AudioPlan Audio, bool WallClock = false)
{
    private static readonly HashSet<string> PlayableVideo = ["h264", "hevc", "av1", "vp9"];

    public static IngestPlan CopyAll { get; } = new(false, AudioPlan.Copy);

    /// <summary>Code of the warning that the path's page shows.</summary>
    public string? Warning => Audio switch
    {
        AudioPlan.Copy => null,
        AudioPlan.Aac => "audio-transcoded",
        AudioPlan.None => "audio-dropped",
    };

    /// <summary>The plan after a run showed what browsers cannot play; null when this plan takes care of it.</summary>
    public IngestPlan? AfterSeeing(MediaInit init) => this switch
    {
        { TranscodeVideo: false } when init.Video is { } video && !PlayableVideo.Contains(video.Codec) => this with { TranscodeVideo = true, WallClock = video.Codec == "mjpeg" },
        { Audio: AudioPlan.Copy } when init.Audio is { Codec: "ac3" or "eac3" } => this with { Audio = AudioPlan.Aac },
        _ => null,
    };

    /// <summary>The plan to try after this one failed to write its header; null when nothing is left. Never lose video for audio.</summary>
    public IngestPlan? AfterHeaderFailure(bool audioIsAtFault) => this switch
    {
        { Audio: AudioPlan.Copy } when audioIsAtFault => this with { Audio = AudioPlan.Aac },
        { Audio: not AudioPlan.None } => this with { Audio = AudioPlan.None },
        { TranscodeVideo: false } => new(true, AudioPlan.Copy),
        _ => null,
    };
}
