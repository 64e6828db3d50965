using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Jobs;

/// <summary>Every "no" that the Jobs feature says.</summary>
public static class JobRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "jobs.not_found", "There is no such job; it may have ended meanwhile.");
    public static readonly Refusal NotFailed = new(RefusalKind.NotFound, "jobs.not_failed", "There is no failed job with this id; it may have been retried meanwhile.");
    public static readonly Refusal Unknown = new(RefusalKind.Conflict, "jobs.unknown", "This version of the program no longer has this kind of job.");
    public static readonly Refusal NoSchedule = new(RefusalKind.NotFound, "jobs.no_schedule", "There is no schedule with this key.");
    public static readonly Refusal NoKind = new(RefusalKind.NotFound, "jobs.no_kind", "There is no kind of job with this key.");
    public static readonly Refusal NoRun = new(RefusalKind.NotFound, "jobs.no_run", "There is no run with this id; runs are kept for 14 days.");
    public static readonly Refusal StateInvalid = new(RefusalKind.Invalid, "jobs.state_invalid", "The state is one of running, waiting, scheduled, failed and finished.", "state");
    public static readonly Refusal OutcomeInvalid = new(RefusalKind.Invalid, "jobs.outcome_invalid", "The outcome is one of succeeded, retried, failed and stopped.", "outcome");
    public static readonly Refusal FromInvalid = new(RefusalKind.Invalid, "jobs.from_invalid", "The beginning is a date and time as ISO 8601 writes it, for example 2026-01-31T00:00:00Z.", "from");
    public static readonly Refusal ToInvalid = new(RefusalKind.Invalid, "jobs.to_invalid", "The end is a date and time as ISO 8601 writes it, for example 2026-01-31T00:00:00Z.", "to");
    public static readonly Refusal LimitInvalid = new(RefusalKind.Invalid, "jobs.limit_invalid", "The limit is a number from 1 to 200.", "limit");
    public static readonly Refusal CursorInvalid = new(RefusalKind.Invalid, "jobs.cursor_invalid", "The cursor must be the nextCursor of an earlier answer.", "cursor");
    public static readonly Refusal HoursInvalid = new(RefusalKind.Invalid, "jobs.hours_invalid", "The number of hours is from 1 to 336.", "hours");
    public static readonly Refusal RhythmMissing = new(RefusalKind.Invalid, "jobs.rhythm_missing", "Give either a cron expression or an interval in seconds.", "cron");
    public static readonly Refusal IntervalInvalid = new(RefusalKind.Invalid, "jobs.interval_invalid", "The interval is from 10 seconds to 366 days.", "everySeconds");
    public static readonly Refusal CronInvalid = new(RefusalKind.Invalid, "jobs.cron_invalid", "The cron expression cannot be read.", "cron");
    public static readonly Refusal CronNever = new(RefusalKind.Invalid, "jobs.cron_never", "There is no time in the future at which this cron expression runs.", "cron");
    public static readonly Refusal RetriesInvalid = new(RefusalKind.Invalid, "jobs.retries_invalid", "The number of retries is from 0 to 20.", "retries");
    public static readonly Refusal PauseInvalid = new(RefusalKind.Invalid, "jobs.pause_invalid", "The first pause is from 1 second to 1 hour.", "firstPauseSeconds");

    /// <param name="reason">What the reader of cron expressions says of it, in English.</param>
    public static Refusal CronUnreadable(string reason) => CronInvalid with { Message = $"The cron expression cannot be read: {reason}" };
}
