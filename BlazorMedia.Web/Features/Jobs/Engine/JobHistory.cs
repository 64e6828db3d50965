using BlazorMedia.Web.Features.Jobs.Dashboard;
using Quartz;
using Quartz.Extensibility;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>The runs that ended, as the engine recorded them.</summary>
internal sealed class JobHistory(WorkScheduler work, IExecutionHistoryStore store)
{
    /// <summary>The engine explains a cancellation only when it was its own shutdown that caused it; this is the word for a crash.</summary>
    public const string InterruptedSummary = "interrupted";

    // A skipped run is work that was only put back into the queue after a crash.
    private static readonly JobRunResult[] Shown = [JobRunResult.Succeeded, JobRunResult.Failed, JobRunResult.Cancelled];

    private static readonly JobRunResult[] Wrong = [JobRunResult.Failed, JobRunResult.Cancelled];

    public Task<JobPage<FinishedJob>> PageAsync(int skip, int take, CancellationToken ct) =>
        QueryAsync(Shown, null, skip, take, ct);

    /// <summary>Leaves out scheduled runs that succeeded.</summary>
    public async Task<JobPage<FinishedJob>> PageWithoutRoutineAsync(int skip, int take, CancellationToken ct)
    {
        // The engine cannot ask for "either", so its two answers are laid together.
        var wrong = await QueryAsync(Wrong, null, 0, skip + take, ct);
        var done = await QueryAsync([JobRunResult.Succeeded], JobNames.WorkPrefix, 0, skip + take, ct);
        var both = wrong.Items.Concat(done.Items).OrderByDescending(j => j.StartedAt).Skip(skip).Take(take);
        return new([.. both], wrong.Total + done.Total);
    }

    /// <summary>By the key of the specification; a job that never ran is missing.</summary>
    public async Task<IReadOnlyDictionary<string, JobRunStatus>> LastRunsAsync(IEnumerable<JobRegistration> jobs, CancellationToken ct)
    {
        var keys = jobs.Select(j => JobNames.ScheduleOf(j.Spec.Key)).ToList();
        if (keys.Count == 0) return new Dictionary<string, JobRunStatus>();
        var page = await store.QueryJobRunStatuses(new JobRunStatusQuery { SchedulerName = await NameAsync(ct), Jobs = keys, Take = PagedQuery.All }, ct);
        return page.Items.ToDictionary(s => s.Job.Name);
    }

    private async Task<JobPage<FinishedJob>> QueryAsync(JobRunResult[] results, string? jobs, int skip, int take, CancellationToken ct)
    {
        var query = new ExecutionHistoryQuery { SchedulerName = await NameAsync(ct), Results = results, JobContains = jobs, Skip = skip, Take = take, IncludeTotalCount = true };
        var page = await store.QueryExecutions(query, ct);
        return new([.. page.Items.Select(Row)], page.TotalCount ?? page.Items.Count);
    }

    private async Task<string> NameAsync(CancellationToken ct) => (await work.SchedulerAsync(ct)).SchedulerName;

    private static FinishedJob Row(ExecutionHistoryEntry entry) => new(
        entry.EntryId ?? "", JobNames.KeyOf(entry.JobName, entry.JobGroup), JobNames.IdentityOf(entry.JobName, entry.JobGroup), OutcomeOf(entry),
        entry.FiredAtUtc, entry.Duration, entry.RetryAttempt + 1, entry.ExceptionMessage,
        entry.SchedulerInstanceId == QuartzSchedulerOptions.DefaultInstanceId ? null : entry.SchedulerInstanceId);

    private static JobOutcome OutcomeOf(ExecutionHistoryEntry entry) => entry.EffectiveResult switch
    {
        JobRunResult.Succeeded or JobRunResult.Skipped => JobOutcome.Succeeded,
        JobRunResult.Cancelled => entry.Summary is null ? JobOutcome.Cancelled : JobOutcome.Interrupted,
        JobRunResult.Failed => entry.RetryScheduled ? JobOutcome.Retried : JobOutcome.Failed,
    };
}
