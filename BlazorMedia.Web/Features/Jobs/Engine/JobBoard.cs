using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Failures;
using BlazorMedia.Web.Platform.Nodes;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>What the pages and the API show of background work, on all nodes.</summary>
internal sealed class JobBoard(WorkScheduler work, RunningJobs local, JobFailureLog failures, JobHistory history, NodeList nodes)
{
    /// <summary>More than this many at once is a flood that nobody reads to its end.</summary>
    private const int MaxListed = 1000;

    /// <summary>The longest-running first.</summary>
    public async Task<IReadOnlyList<RunningJob>> RunningAsync(CancellationToken ct)
    {
        var here = local.All.Select(r => new RunningJob(r.RunId, r.Key, r.Identity, r.StartedAt, r.Percent, r.Message, null));
        return [.. here.Concat(await ElsewhereAsync(ct)).OrderBy(r => r.StartedAt).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    /// <summary>Due or put off; the next one first.</summary>
    public async Task<IReadOnlyList<WaitingJob>> WaitingAsync(CancellationToken ct)
    {
        var scheduler = await work.SchedulerAsync(ct);
        // The state tells nothing: while a piece of work runs, its trigger is still stored, and equal work that is queued
        // behind it has the same name. Only what has yet to fire has a time for it.
        var enqueued = await scheduler.QueryTriggers(
            new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupStartsWith(JobNames.WorkPrefix), NextFireTimeBefore = DateTimeOffset.MaxValue, Take = MaxListed }, ct);
        return [.. enqueued.Items.Select(Row).OrderBy(w => w.DueAt).ThenBy(w => w.Id, StringComparer.Ordinal)];
    }

    /// <summary>The newest first.</summary>
    public async Task<JobPage<FailedJob>> FailedAsync(int skip, int take, CancellationToken ct)
    {
        var rows = await failures.ListAsync(skip, take, ct);
        var items = rows.Select(f => new FailedJob(f.Id, f.Key, f.Identity is "" ? null : f.Identity, f.Error, f.Details, f.FailedAt, f.Attempts));
        return new([.. items], await failures.CountAsync(ct));
    }

    /// <summary>The newest first.</summary>
    public async Task<JobPage<FinishedJob>> HistoryAsync(JobRunFilter filter, int skip, int take, CancellationToken ct)
    {
        var page = await history.PageAsync(filter, skip, take, ct);
        return page with { Items = [.. page.Items.Select(r => r with { Node = NameOf(r.Node) })] };
    }

    public Task<int> FailedCountAsync(CancellationToken ct) => failures.CountAsync(ct);

    /// <summary>The node's name where the engine knows its id; null on SQLite, where there is one.</summary>
    public string? NameOf(string? instance) => Guid.TryParse(instance, out var node) ? nodes.NameOf(node) : instance;

    private async Task<IEnumerable<RunningJob>> ElsewhereAsync(CancellationToken ct)
    {
        var scheduler = await work.SchedulerAsync(ct);
        var instances = await scheduler.QueryFireInstances(new FireInstanceQuery { State = FireInstanceState.Executing, Take = MaxListed }, ct);
        return instances.Items.Where(i => i.SchedulerInstanceId != scheduler.SchedulerInstanceId).Select(Row);
    }

    private RunningJob Row(FireInstance instance)
    {
        var (name, group) = (instance.JobKey?.Name ?? "", instance.JobKey?.Group ?? "");
        return new(instance.FireInstanceId, JobNames.KeyOf(name, group), JobNames.IdentityOf(name, group),
            instance.FireTimeUtc, instance.Progress, instance.ProgressMessage, NameOf(instance.SchedulerInstanceId));
    }

    private static WaitingJob Row(TriggerHeader trigger) =>
        new(JobNames.Pack(trigger.Key), JobNames.KeyOf(trigger.Key.Name, trigger.Key.Group), trigger.Key.Name, trigger.NextFireTimeUtc!.Value, trigger.RetryAttempt + 1);
}
