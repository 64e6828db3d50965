using BlazorMedia.Web.Features.Jobs.Failures;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>How much there is of everything, without reading it.</summary>
/// <param name="Waiting">Due, but not begun.</param>
/// <param name="Scheduled">Due later: put off, or between two attempts.</param>
public sealed record JobCounts(int Running, int Waiting, int Scheduled, int Failed);

/// <summary>Counts in the store, on all nodes together.</summary>
internal sealed class JobCounting(WorkScheduler work, JobFailureLog failures, TimeProvider clock)
{
    public async Task<JobCounts> CountsAsync(CancellationToken ct)
    {
        var scheduler = await work.SchedulerAsync(ct);
        var running = await scheduler.QueryFireInstances(new FireInstanceQuery { State = FireInstanceState.Executing, Take = 0, IncludeTotalCount = true }, ct);
        var due = await EnqueuedAsync(scheduler, clock.GetUtcNow(), ct);
        var all = await EnqueuedAsync(scheduler, DateTimeOffset.MaxValue, ct);
        return new(running.TotalCount ?? 0, due, Math.Max(0, all - due), await failures.CountAsync(ct));
    }

    private static async Task<int> EnqueuedAsync(IScheduler scheduler, DateTimeOffset before, CancellationToken ct)
    {
        var query = new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupStartsWith(JobNames.WorkPrefix), NextFireTimeBefore = before, Take = 0, IncludeTotalCount = true };
        return (await scheduler.QueryTriggers(query, ct)).TotalCount ?? 0;
    }
}
