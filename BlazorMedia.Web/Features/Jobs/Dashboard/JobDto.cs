namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>One piece of background work as clients see it; what does not apply to its state is null.</summary>
/// <param name="State"><c>running</c>, <c>waiting</c>, <c>scheduled</c>, <c>failed</c> or <c>finished</c>.</param>
/// <param name="At">When it started (running, finished), is due (waiting, scheduled) or failed (failed).</param>
/// <param name="Message">Code of what a running job does now, for example <c>recordings.writing</c>.</param>
/// <param name="Outcome">Of a finished run: <c>succeeded</c>, <c>retried</c>, <c>failed</c>, <c>cancelled</c> or <c>interrupted</c>.</param>
/// <param name="Attempt">Of waiting work the next one, otherwise the last one, from 1.</param>
public sealed record JobDto(
    string Id, string Key, string? Identity, string State, DateTimeOffset At, int? Attempt, int? Percent, string? Message, string? Outcome, long? DurationMs, string? Error, string? Node)
{
    internal static JobDto From(RunningJob job) => new(job.Id, job.Key, job.Identity, "running", job.StartedAt, null, job.Percent, job.Message, null, null, null, job.Node);

    internal static JobDto From(WaitingJob job) => new(job.Id, job.Key, job.Identity, "waiting", job.DueAt, job.Attempt, null, null, null, null, null, null);

    internal static JobDto From(FailedJob job) => new(job.Id.ToString(), job.Key, job.Identity, "failed", job.FailedAt, job.Attempts, null, null, null, null, job.Error, null);

    internal static JobDto From(FinishedJob job) => new(
        job.Id, job.Key, job.Identity, "finished", job.StartedAt, job.Attempt, null, null, WordOf(job.Outcome), (long)job.Duration.TotalMilliseconds, job.Error, job.Node);

    internal static string WordOf(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Succeeded => "succeeded",
        JobOutcome.Retried => "retried",
        JobOutcome.Failed => "failed",
        JobOutcome.Cancelled => "cancelled",
        JobOutcome.Interrupted => "interrupted",
    };
}

/// <param name="NextCursor">Null on the last page.</param>
public sealed record JobList(IReadOnlyList<JobDto> Items, string? NextCursor);
