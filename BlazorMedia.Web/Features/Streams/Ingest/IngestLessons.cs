using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>What a path has learned of its source: how it must be pulled. Another address is another source, of which nothing is known.</summary>
internal sealed class IngestLessons
{
    private IngestPlan plan = IngestPlan.CopyAll;
    private string? learnedOf;

    public IngestPlan PlanFor(SourceAddress source) => learnedOf == source.Url ? plan : IngestPlan.CopyAll;

    /// <summary>A run goes with this plan, perhaps since before the app was restarted.</summary>
    public void Begin(SourceAddress source, IngestPlan used) => (learnedOf, plan) = (source.Url, used);

    /// <summary>A header that could not be written, or something that browsers cannot play, is a lesson for the next run.</summary>
    /// <returns>The new plan; null when there was nothing to learn.</returns>
    public IngestPlan? Learn(IngestRun run, RunEnd end)
    {
        var next = end.Reason == "codec" && run.Run.Init is { } init ? plan.AfterSeeing(init)
            : run.Tailer.Pictures == 0 && FfmpegLog.IsHeaderFailure(run.Lines) ? plan.AfterHeaderFailure(FfmpegLog.IsAudioAtFault(run.Lines))
            : null;
        return next is null ? null : plan = next;
    }
}
