using BlazorMedia.Web.Features.Jobs.Settings;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Puts enqueued work into the engine's store.</summary>
internal sealed class WorkScheduler(ISchedulerFactory schedulers, JobSettings settings, TimeProvider clock)
{
    private const int Tries = 3;

    public ValueTask<IScheduler> SchedulerAsync(CancellationToken ct) => schedulers.GetScheduler(ct);

    /// <summary>
    /// As soon as a thread is free, or at the given time. Equal work that waits already is left alone when it comes no later
    /// or is a retry, whose pause has a reason; equal work that runs now runs first.
    /// </summary>
    public async Task ScheduleAsync(JobRegistration job, string identity, string input, DateTimeOffset? at, CancellationToken ct)
    {
        var key = JobNames.WorkOf(job.Spec.Key, identity);
        var detail = StoredJobs.Job(key).Build();
        var builder = StoredJobs.Trigger(job.Spec, JobNames.TriggerOf(key), key)
            .UsingJobData(SchedulerConstants.JobInput, input)
            .WithRetryPolicy(StoredJobs.PolicyOf(await settings.RetryOfAsync(job.Spec, ct)))
            .StartAt(at ?? clock.GetUtcNow());
        if (NodePin.Of(input) is { } node) builder = builder.WithExecutionGroup(JobNames.NodePrefix + node.ToString("N"));
        var trigger = builder.Build();
        var scheduler = await SchedulerAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            await scheduler.AddJob(detail, AddJobOptions.ReplacingAndStoringNonDurable, ct);
            try
            {
                await StoreAsync(scheduler, trigger, ct);
                return;
            }
            catch (JobPersistenceException) when (attempt < Tries)
            {
                // Equal work ended between the two calls, and the store removed the job with it.
            }
        }
    }

    /// <summary>One more run of a scheduled job, besides its rhythm and never beside a run of itself.</summary>
    public async Task RunNowAsync(JobRegistration job, CancellationToken ct)
    {
        var trigger = StoredJobs.Trigger(job.Spec, JobNames.RunNowOf(job.Spec.Key), JobNames.ScheduleOf(job.Spec.Key))
            .WithRetryPolicy(RetryPolicy.None)
            .StartAt(clock.GetUtcNow())
            .Build();
        await (await SchedulerAsync(ct)).ScheduleTrigger(trigger, TriggerConflict.Keep, ct);
    }

    private static async Task StoreAsync(IScheduler scheduler, ITrigger trigger, CancellationToken ct)
    {
        var stored = await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep, ct);
        if (stored.Outcome != ScheduleOutcome.Kept || stored.NextFireTimeUtc <= trigger.StartTimeUtc) return;
        if (await scheduler.GetTrigger(trigger.Key, ct) is { RetryAttempt: 0 }) await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, ct);
    }
}
