using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Settings;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>The jobs that run in a rhythm, as the pages and the API show them.</summary>
internal sealed class JobSchedules(WorkScheduler work, RhythmScheduler rhythms, JobCatalog catalog, JobHistory history, JobSettings settings)
{
    public async Task<IReadOnlyList<JobSchedule>> ListAsync(CancellationToken ct)
    {
        var scheduled = catalog.All.Where(j => j.IsScheduled).OrderBy(j => j.Spec.Key, StringComparer.Ordinal).ToList();
        var scheduler = await work.SchedulerAsync(ct);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(JobNames.Schedule), Take = PagedQuery.All }, ct);
        var next = triggers.Items.ToDictionary(t => t.Key.Name, t => t.NextFireTimeUtc);
        var last = await history.LastRunsAsync(scheduled, ct);
        var changed = await settings.AllAsync(ct);
        return [.. scheduled.Select(j => Row(j, changed.GetValueOrDefault(j.Spec.Key), next.GetValueOrDefault(j.Spec.Key), last.GetValueOrDefault(j.Spec.Key)))];
    }

    public async Task<JobSchedule?> FindAsync(string key, CancellationToken ct) => (await ListAsync(ct)).FirstOrDefault(s => s.Key == key);

    private JobSchedule Row(JobRegistration job, JobSetting? setting, DateTimeOffset? next, JobRunStatus? last)
    {
        var paused = setting?.IsPaused == true;
        return new(job.Spec.Key, rhythms.RhythmOf(job.Spec, setting), JobRhythm.Of(job.Spec), paused, paused ? null : next,
            last?.LastFiredAtUtc, last is null ? null : OutcomeOf(last.LastResult), last?.LastDuration, last?.ConsecutiveFailures ?? 0);
    }

    private static JobOutcome OutcomeOf(JobRunResult result) => result switch
    {
        JobRunResult.Succeeded or JobRunResult.Skipped => JobOutcome.Succeeded,
        JobRunResult.Failed => JobOutcome.Failed,
        JobRunResult.Cancelled => JobOutcome.Cancelled,
    };
}
