using BlazorMedia.Domain.Jobs;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Puts registered jobs into the engine's store.</summary>
internal sealed class WorkScheduler(ISchedulerFactory schedulers, TimeProvider clock)
{
    private const int Tries = 3;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // Longer than the start-up of the app's other parts needs; a shorter rhythm starts with its own interval.
    private static readonly TimeSpan FirstRun = TimeSpan.FromSeconds(5);

    public ValueTask<IScheduler> SchedulerAsync(CancellationToken ct) => schedulers.GetScheduler(ct);

    /// <summary>As soon as a thread is free; equal work that waits already is left alone, and runs only after equal work that runs now.</summary>
    public async Task ScheduleAsync(JobRegistration job, string identity, string input, CancellationToken ct)
    {
        var key = JobNames.WorkOf(job.Spec.Key, identity);
        var detail = Job(key).RequestRecovery().Build();
        var builder = Trigger(job, JobNames.TriggerOf(key), key)
            .UsingJobData(SchedulerConstants.JobInput, input)
            .WithRetryPolicy(RetryOf(job.Spec))
            .StartAt(clock.GetUtcNow());
        if (NodePin.Of(input) is { } node) builder = builder.WithExecutionGroup(JobNames.NodePrefix + node.ToString("N"));
        var trigger = builder.Build();
        var scheduler = await SchedulerAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            await scheduler.AddJob(detail, AddJobOptions.ReplacingAndStoringNonDurable, ct);
            try
            {
                await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep, ct);
                return;
            }
            catch (JobPersistenceException) when (attempt < Tries)
            {
                // Equal work ended between the two calls, and the store removed the job with it.
            }
        }
    }

    /// <summary>Starts the rhythm anew: soon, whatever was missed while the app was down.</summary>
    public async Task ScheduleAsync(JobRegistration job, TimeSpan every, CancellationToken ct)
    {
        var key = JobNames.ScheduleOf(job.Spec.Key);
        var rhythm = SimpleScheduleBuilder.Create().WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount);
        var trigger = Trigger(job, JobNames.TriggerOf(key), key)
            .WithRetryPolicy(RetryPolicy.None) // the next run is the retry
            .WithOverlapPolicy(OverlapPolicy.Skip)
            .StartAt(clock.GetUtcNow() + (every < FirstRun ? every : FirstRun))
            .WithSchedule(rhythm)
            .Build();
        var scheduler = await SchedulerAsync(ct);
        await scheduler.AddJob(Job(key).StoreDurably().Build(), AddJobOptions.Replacing, ct);
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, ct);
    }

    /// <summary>One more run of a scheduled job, besides its rhythm and never beside a run of itself.</summary>
    public async Task RunNowAsync(JobRegistration job, CancellationToken ct)
    {
        var trigger = Trigger(job, JobNames.RunNowOf(job.Spec.Key), JobNames.ScheduleOf(job.Spec.Key))
            .WithRetryPolicy(RetryPolicy.None)
            .StartAt(clock.GetUtcNow())
            .Build();
        await (await SchedulerAsync(ct)).ScheduleTrigger(trigger, TriggerConflict.Keep, ct);
    }

    private static JobBuilder<RegisteredJob> Job(JobKey key) => JobBuilder.Create<RegisteredJob>().WithIdentity(key).DisallowConcurrentExecution();

    private static TriggerBuilder<Quartz.IJob> Trigger(JobRegistration job, TriggerKey key, JobKey of)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(of);
        return job.Spec.UsesDisk ? trigger.WithExecutionGroup(JobNames.DiskGroup) : trigger;
    }

    private static RetryPolicy RetryOf(JobSpec spec) =>
        spec.Retries > 0 ? RetryPolicy.Exponential(spec.Retries, FirstRetry, 2.0, LongestPause, 0.2) : RetryPolicy.None;
}
