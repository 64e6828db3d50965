using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Failures;
using BlazorMedia.Web.Features.Jobs.Statistics;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Hears how each run ended: a final failure is listed for people, a success takes it off the list.</summary>
internal sealed partial class JobOutcomes(JobPulse pulse, JobFailureLog failures, JobMetrics metrics, JobTallies tallies, ILogger<JobOutcomes> logger) : IJobListener
{
    public string Name => "blazormedia.outcomes";

    public async ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken)
    {
        if (context.Recovering) return;
        var (name, group) = (context.JobDetail.Key.Name, context.JobDetail.Key.Group);
        var (key, identity) = (JobNames.KeyOf(name, group), JobNames.IdentityOf(name, group) ?? "");
        var outcome = OutcomeOf(context);
        metrics.Ended(key, outcome, context.JobRunTime);
        tallies.Count(outcome);
        if (context.Outcome == ExecutionOutcome.Succeeded) await failures.ClearAsync(key, identity, cancellationToken);
        if (context.Outcome == ExecutionOutcome.Failed && jobException is not null)
            await FailedAsync(context, key, identity, jobException.GetBaseException(), cancellationToken);
        pulse.Beat();
    }

    private static JobOutcome OutcomeOf(IJobExecutionContext context) => context.Outcome switch
    {
        ExecutionOutcome.Succeeded => JobOutcome.Succeeded,
        ExecutionOutcome.Failed => context.RetryScheduled ? JobOutcome.Retried : JobOutcome.Failed,
        _ => JobOutcome.Cancelled,
    };

    private async Task FailedAsync(IJobExecutionContext context, string key, string identity, Exception cause, CancellationToken ct)
    {
        var attempt = context.RetryAttempt + 1;
        if (context.RetryScheduled)
        {
            LogRetried(cause, key, identity, attempt);
            return;
        }
        LogFailed(cause, key, identity, attempt);
        await failures.RecordAsync(key, identity, JobNames.InputOf(context.MergedJobDataMap), cause, attempt, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Job {Key} {Identity} failed at attempt {Attempt} and will be retried")]
    private partial void LogRetried(Exception exception, string key, string identity, int attempt);

    [LoggerMessage(LogLevel.Error, "Job {Key} {Identity} failed for good at attempt {Attempt}")]
    private partial void LogFailed(Exception exception, string key, string identity, int attempt);
}
