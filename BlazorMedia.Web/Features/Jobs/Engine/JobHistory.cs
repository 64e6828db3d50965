using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Platform.Logging;
using Quartz;
using Quartz.Extensibility;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>The runs that ended, as the engine recorded them.</summary>
internal sealed class JobHistory(WorkScheduler work, JobCatalog catalog, IExecutionHistoryStore store)
{
    /// <summary>The engine explains a cancellation only when it was its own shutdown that caused it; this is the word for a crash.</summary>
    public const string InterruptedSummary = "interrupted";

    // A skipped run is work that was only put back into the queue after a crash.
    private static readonly JobRunResult[] Shown = [JobRunResult.Succeeded, JobRunResult.Failed, JobRunResult.Cancelled];

    private static readonly JobRunResult[] Wrong = [JobRunResult.Failed, JobRunResult.Cancelled];

    /// <summary>The newest first.</summary>
    public async Task<JobPage<FinishedJob>> PageAsync(JobRunFilter filter, int skip, int take, CancellationToken ct)
    {
        var query = await QueryOfAsync(filter, ct);
        if (!filter.HidesRoutine) return await ReadAsync(query with { Skip = skip, Take = take }, ct);
        // The engine cannot ask for "either", so its two answers are laid together.
        var wrong = await ReadAsync(query with { Results = Wrong, Take = skip + take }, ct);
        var done = await ReadAsync(query with { Results = [JobRunResult.Succeeded], JobContains = JobNames.WorkPrefix, Take = skip + take }, ct);
        var both = wrong.Items.Concat(done.Items).OrderByDescending(j => j.StartedAt).Skip(skip).Take(take);
        return new([.. both], wrong.Total + done.Total);
    }

    /// <summary>The runs of the same piece of work, or of the same schedule; the newest first.</summary>
    public async Task<IReadOnlyList<FinishedJob>> OfSameWorkAsync(string key, string? identity, int take, CancellationToken ct)
    {
        var query = new ExecutionHistoryQuery { SchedulerName = await NameAsync(ct), Job = identity is null ? JobNames.ScheduleOf(key) : JobNames.WorkOf(key, identity), Results = Shown, Take = take };
        return [.. (await store.QueryExecutions(query, ct)).Items.Select(Row)];
    }

    /// <summary>With its input and its lines; null when it is not, or not any more, in the history.</summary>
    /// <param name="id">Of the run; also the one it had while it ran.</param>
    public async Task<(FinishedJob Run, string? Input, string? Log)?> FindAsync(string id, CancellationToken ct)
    {
        var name = await NameAsync(ct);
        var found = await store.GetExecution(name, id, ct);
        if (found is null && (await store.QueryExecutions(new() { SchedulerName = name, FireInstanceId = id, Take = 1 }, ct)).Items is [{ EntryId: { } entry }])
            found = await store.GetExecution(name, entry, ct);
        return found is null ? null : (Row(found), found.Input, found.Log is { } log ? SecretRedactor.Redact(log) : null);
    }

    /// <summary>By the key of the specification; a job that never ran is missing.</summary>
    public async Task<IReadOnlyDictionary<string, JobRunStatus>> LastRunsAsync(IEnumerable<JobRegistration> jobs, CancellationToken ct)
    {
        var keys = jobs.Select(j => JobNames.ScheduleOf(j.Spec.Key)).ToList();
        if (keys.Count == 0) return new Dictionary<string, JobRunStatus>();
        var page = await store.QueryJobRunStatuses(new JobRunStatusQuery { SchedulerName = await NameAsync(ct), Jobs = keys, Take = PagedQuery.All }, ct);
        return page.Items.ToDictionary(s => s.Job.Name);
    }

    private async Task<ExecutionHistoryQuery> QueryOfAsync(JobRunFilter filter, CancellationToken ct)
    {
        var query = new ExecutionHistoryQuery { SchedulerName = await NameAsync(ct), Results = Shown, FiredFrom = filter.From, FiredBefore = filter.To, IncludeTotalCount = true };
        if (filter.Key is { } key)
        {
            query = catalog.Find(key) is { IsScheduled: true } ? query with { Job = JobNames.ScheduleOf(key) } : query with { JobContains = $"{JobNames.WorkPrefix}{key}." };
        }
        return filter.Outcome is { } outcome ? With(query, outcome) : query;
    }

    private static ExecutionHistoryQuery With(ExecutionHistoryQuery query, JobOutcomeFilter outcome) => outcome switch
    {
        JobOutcomeFilter.Succeeded => query with { Results = [JobRunResult.Succeeded] },
        JobOutcomeFilter.Retried => query with { Results = [JobRunResult.Failed], FailedFinally = false },
        JobOutcomeFilter.Failed => query with { Results = [JobRunResult.Failed], FailedFinally = true },
        JobOutcomeFilter.Stopped => query with { Results = [JobRunResult.Cancelled] },
    };

    private async Task<JobPage<FinishedJob>> ReadAsync(ExecutionHistoryQuery query, CancellationToken ct)
    {
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
