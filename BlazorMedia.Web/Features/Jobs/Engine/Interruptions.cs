using System.Globalization;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Failures;
using Quartz;
using Quartz.Extensibility;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Work that was cut off by a stop or a crash comes back under a trigger of the engine's own. Here it is marked in the history and treated as its kind wants.</summary>
internal sealed class Interruptions(WorkScheduler work, RhythmScheduler rhythms, IExecutionHistoryStore history, JobFailureLog failures)
{
    // The engine's own clock readings of one firing lie this far apart at most.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public async Task HandleAsync(IJobExecutionContext context, JobRegistration job, CancellationToken ct)
    {
        await MarkAsync(context, ct);
        var (identity, input) = (JobNames.IdentityOf(context.JobDetail.Key.Name, context.JobDetail.Key.Group), JobNames.InputOf(context.MergedJobDataMap));
        if (job.Spec.WhenInterrupted == WhenInterrupted.Fail)
            await failures.RecordAsync(job.Spec.Key, identity ?? "", input, new JobInterruptedException(), context.RetryAttempt + 1, ct);
        else if (identity is null) await RunAgainAsync(job, ct);
        // Through the queue, where it is equal to what was enqueued at start-up and therefore kept once, and has its retries.
        else if (input is not null) await work.ScheduleAsync(job, identity, input, null, ct);
        // Hidden from the history, as a run that did nothing itself.
        context.Result = JobRunReport.Skipped();
    }

    // With an interval the next run comes by itself; after a nightly run that was cut off it would come a day later.
    private async Task RunAgainAsync(JobRegistration job, CancellationToken ct)
    {
        if ((await rhythms.RhythmOfAsync(job.Spec, ct)).Cron is not null) await work.RunNowAsync(job, ct);
    }

    // An orderly stop writes its own line; a crash leaves none.
    private async Task MarkAsync(IJobExecutionContext context, CancellationToken ct)
    {
        var (key, trigger, began) = (context.JobDetail.Key, context.RecoveringTriggerKey ?? context.Trigger.Key, BeganAt(context));
        var last = await history.QueryExecutions(new ExecutionHistoryQuery { SchedulerName = context.Scheduler.SchedulerName, Job = key, FiredFrom = began - Tolerance, Results = [JobRunResult.Cancelled], Take = 1 }, ct);
        if (last.Items.Any(e => e.Summary is not null)) return;
        var entry = new ExecutionHistoryEntry(
            SchedulerName: context.Scheduler.SchedulerName, SchedulerInstanceId: context.Scheduler.SchedulerInstanceId,
            JobGroup: key.Group, JobName: key.Name, TriggerGroup: trigger.Group, TriggerName: trigger.Name,
            FiredAtUtc: began, Duration: TimeSpan.Zero, Succeeded: false, ExceptionMessage: null)
        {
            Result = JobRunResult.Cancelled,
            Summary = JobHistory.InterruptedSummary,
            Input = JobNames.InputOf(context.MergedJobDataMap),
        };
        await history.AddExecution(entry, ct);
    }

    private static DateTimeOffset BeganAt(IJobExecutionContext context) =>
        context.MergedJobDataMap.TryGetValue(SchedulerConstants.FailedJobOriginalTriggerFireTime, out var stored)
        && DateTimeOffset.TryParse(stored as string, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var began)
            ? began : context.FireTimeUtc;
}

/// <summary>Stands in the list of failures for work that was cut off and must not be run again unseen.</summary>
internal sealed class JobInterruptedException() : Exception("The program stopped while this work was running; how far it came is not known.");
