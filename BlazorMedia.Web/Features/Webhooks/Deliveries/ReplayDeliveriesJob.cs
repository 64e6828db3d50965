using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>A large replay.</summary>
internal sealed class ReplayDeliveriesJob(ReplayRange range, LiveTopics topics) : IJob<ReplayFilter>
{
    public static JobSpec Spec { get; } = new("webhooks.replay");

    public async Task RunAsync(ReplayFilter input, JobRun run, CancellationToken ct)
    {
        var (again, missed) = await range.CountAsync(input, ct);
        var total = Math.Max(1, again + missed);
        await range.RunAsync(input, done => run.Report((int)(100L * done / total), "webhooks.replaying"), ct);
        topics.Publish(WebhookTopics.Deliveries);
    }
}
