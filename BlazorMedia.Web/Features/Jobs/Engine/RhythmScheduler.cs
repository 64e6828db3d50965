using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Settings;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Puts the rhythms of scheduled jobs into the engine's store, as the specification or a person says.</summary>
internal sealed partial class RhythmScheduler(WorkScheduler work, JobSettings settings, TimeProvider clock, ILogger<RhythmScheduler> logger)
{
    // Longer than the start-up of the app's other parts needs; a shorter rhythm starts with its own interval.
    private static readonly TimeSpan FirstRun = TimeSpan.FromSeconds(5);

    public TimeZoneInfo Zone => clock.LocalTimeZone;

    /// <summary>
    /// At the start of the app. An interval begins anew, soon, whatever was missed; but not when other nodes run it already,
    /// or each node that starts would push it. A cron expression stays as it is stored, so that one missed run is made up for.
    /// </summary>
    public async Task StartAsync(JobRegistration job, CancellationToken ct)
    {
        var setting = await settings.FindAsync(job.Spec.Key, ct);
        var rhythm = RhythmOf(job.Spec, setting);
        var soon = rhythm.Every < FirstRun ? rhythm.Every.Value : FirstRun;
        var trigger = await TriggerAsync(job, rhythm, soon, ct);
        var scheduler = await work.SchedulerAsync(ct);
        var mayStay = setting?.IsPaused != true && (rhythm.Cron is not null || await HasOthersAsync(scheduler, ct));
        if (!mayStay || !await IsStoredAsync(scheduler, trigger, ct)) await StoreAsync(job, trigger, setting, ct);
    }

    /// <summary>After a person changed the setting. Nothing that was missed meanwhile is made up for.</summary>
    public async Task ApplyAsync(JobRegistration job, JobSetting? setting, CancellationToken ct)
    {
        var rhythm = RhythmOf(job.Spec, setting);
        await StoreAsync(job, await TriggerAsync(job, rhythm, rhythm.Every ?? TimeSpan.Zero, ct), setting, ct);
    }

    public async Task<JobRhythm> RhythmOfAsync(JobSpec spec, CancellationToken ct) => RhythmOf(spec, await settings.FindAsync(spec.Key, ct));

    /// <summary>What holds: the person's rhythm, else the specification's; also where this version cannot read the person's any more.</summary>
    public JobRhythm RhythmOf(JobSpec spec, JobSetting? setting)
    {
        if (setting?.Rhythm is not { } chosen) return JobRhythm.Of(spec);
        if (chosen.Cron is null || CronText.Read(chosen.Cron, Zone, clock.GetUtcNow()).IsSuccess) return chosen;
        LogUnreadable(spec.Key, chosen.Cron);
        return JobRhythm.Of(spec);
    }

    private async Task StoreAsync(JobRegistration job, ITrigger trigger, JobSetting? setting, CancellationToken ct)
    {
        var scheduler = await work.SchedulerAsync(ct);
        await scheduler.AddJob(StoredJobs.Job(trigger.JobKey).StoreDurably().Build(), AddJobOptions.Replacing, ct);
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, ct);
        if (setting?.IsPaused == true) await scheduler.PauseTrigger(trigger.Key, ct);
    }

    private async Task<ITrigger> TriggerAsync(JobRegistration job, JobRhythm rhythm, TimeSpan first, CancellationToken ct)
    {
        var key = JobNames.ScheduleOf(job.Spec.Key);
        var trigger = StoredJobs.Trigger(job.Spec, JobNames.TriggerOf(key), key).WithOverlapPolicy(OverlapPolicy.Skip);
        if (rhythm.Cron is { } cron)
        {
            var times = CronScheduleBuilder.Create(CronText.Read(cron, Zone, clock.GetUtcNow()).Value).InTimeZone(Zone);
            return trigger.WithRetryPolicy(StoredJobs.PolicyOf(await settings.RetryOfAsync(job.Spec, ct)))
                .StartAt(clock.GetUtcNow()).WithSchedule(times.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();
        }
        var interval = SimpleScheduleBuilder.Create().WithInterval(rhythm.Every!.Value).RepeatForever();
        return trigger.WithRetryPolicy(RetryPolicy.None) // the next run is the retry
            .StartAt(clock.GetUtcNow() + first).WithSchedule(interval.WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)).Build();
    }

    private static async Task<bool> HasOthersAsync(IScheduler scheduler, CancellationToken ct) =>
        (await scheduler.QueryClusterNodes(ct)).Any(n => !n.IsCurrentNode && n.State == ClusterNodeState.Alive);

    private static async Task<bool> IsStoredAsync(IScheduler scheduler, ITrigger wanted, CancellationToken ct)
    {
        if (await scheduler.GetTrigger(wanted.Key, ct) is not { } stored) return false;
        if (await scheduler.GetTriggerState(wanted.Key, ct) is TriggerState.Paused or TriggerState.Error or TriggerState.Complete) return false;
        if (stored.ExecutionGroup != wanted.ExecutionGroup || stored.RetryPolicy != wanted.RetryPolicy) return false;
        return (stored, wanted) switch
        {
            (ICronTrigger had, ICronTrigger has) => had.CronExpressionString == has.CronExpressionString && had.TimeZone.Id == has.TimeZone.Id,
            (ISimpleTrigger had, ISimpleTrigger has) => had.RepeatInterval == has.RepeatInterval,
            _ => false,
        };
    }

    [LoggerMessage(LogLevel.Error, "Job {Key} has the cron expression '{Cron}', which cannot be read; it runs in its own rhythm until somebody corrects it")]
    private partial void LogUnreadable(string key, string cron);
}
