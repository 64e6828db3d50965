namespace BlazorMedia.Web.Features.Streams.Ingest;

internal enum AudioPlan
{
    Copy,
    Aac,
    None,
}

/// <summary>What is copied and what is re-encoded. Learned from a failure, because asking the source beforehand would cost a second connection.</summary>
/// <param name="TranscodeVideo">True: to H.264, because MP4 (or every browser) cannot hold the source's picture.</param>
internal sealed record IngestPlan(bool TranscodeVideo, AudioPlan Audio)
{
    public static IngestPlan CopyAll { get; } = new(false, AudioPlan.Copy);

    /// <summary>Code of the warning that the path's page shows.</summary>
    public string? Warning => Audio switch
    {
        AudioPlan.Copy => null,
        AudioPlan.Aac => "audio-transcoded",
        AudioPlan.None => "audio-dropped",
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
