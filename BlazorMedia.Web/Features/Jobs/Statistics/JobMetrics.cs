using System.Diagnostics;
using System.Diagnostics.Metrics;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Web.Features.Jobs.Statistics;

/// <summary>What monitors see of the background work. The waiting and failed are counted for all nodes together, so each node says the same.</summary>
internal sealed class JobMetrics
{
    public const string MeterName = "BlazorMedia.Jobs";

    private readonly Counter<long> runs;
    private readonly Histogram<double> durations;
    private volatile JobCounts counts = new(0, 0, 0, 0);

    public JobMetrics(IMeterFactory meters, RunningJobs running)
    {
        var meter = meters.Create(MeterName);
        runs = meter.CreateCounter<long>("blazormedia.jobs.runs", "{run}", "Runs that ended, by job and outcome");
        durations = meter.CreateHistogram<double>("blazormedia.jobs.duration", "s", "How long runs took, by job");
        meter.CreateObservableGauge("blazormedia.jobs.running", () => running.Count, "{job}", "Jobs that run on this node");
        meter.CreateObservableGauge("blazormedia.jobs.waiting", () => counts.Waiting, "{job}", "Jobs that are due but have not begun, on all nodes");
        meter.CreateObservableGauge("blazormedia.jobs.scheduled", () => counts.Scheduled, "{job}", "Jobs that are due later, on all nodes");
        meter.CreateObservableGauge("blazormedia.jobs.failed", () => counts.Failed, "{job}", "Jobs that failed for good and wait for a person");
    }

    public void Ended(string key, JobOutcome outcome, TimeSpan duration)
    {
        runs.Add(1, new TagList { { "job", key }, { "outcome", JobDto.WordOf(outcome) } });
        durations.Record(duration.TotalSeconds, new TagList { { "job", key } });
    }

    public void Counted(JobCounts now) => counts = now;
}
