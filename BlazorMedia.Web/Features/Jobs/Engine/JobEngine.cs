using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>
/// Starts and stops the engine with the host. Its store is ready before any other part starts, so that these can
/// enqueue; nothing runs before all have started, and running jobs are stopped before any other part stops.
/// </summary>
internal sealed partial class JobEngine(WorkScheduler work, RhythmScheduler rhythms, JobCatalog catalog, JobStore store, ILogger<JobEngine> logger) : IHostedLifecycleService
{
    /// <summary>What has not ended by then is run again at the next start.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private bool stopped;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        store.Prepare();
        await ForgetAsync(cancellationToken);
        foreach (var job in catalog.All.Where(j => j.IsScheduled)) await rhythms.StartAsync(job, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken) => await (await work.SchedulerAsync(cancellationToken)).Start(cancellationToken);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref stopped, true)) return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var scheduler = await work.SchedulerAsync(CancellationToken.None);
        await scheduler.Shutdown(waitForJobsToComplete: true, patience.Token);
        if (patience.IsCancellationRequested) LogAbandoned();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A scheduled job that an earlier version had would otherwise fail in its rhythm for ever.
    private async Task ForgetAsync(CancellationToken ct)
    {
        var scheduler = await work.SchedulerAsync(ct);
        var stored = await scheduler.QueryJobs(new JobQuery { Group = GroupMatcher<JobKey>.GroupEquals(JobNames.Schedule), Take = PagedQuery.All }, ct);
        var gone = stored.Items.Select(j => j.Key).Where(k => catalog.Find(k.Name) is null).ToList();
        if (gone.Count > 0) await scheduler.DeleteJobs(gone, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Jobs were still running at shutdown; they are run again at the next start")]
    private partial void LogAbandoned();
}
