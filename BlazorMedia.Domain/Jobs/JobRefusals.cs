using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Jobs;

/// <summary>Every "no" that the Jobs feature says.</summary>
public static class JobRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "jobs.not_found", "There is no such job; it may have ended meanwhile.");
    public static readonly Refusal NotFailed = new(RefusalKind.NotFound, "jobs.not_failed", "There is no failed job with this id; it may have been retried meanwhile.");
    public static readonly Refusal Unknown = new(RefusalKind.Conflict, "jobs.unknown", "This version of the program no longer has this kind of job.");
    public static readonly Refusal StateInvalid = new(RefusalKind.Invalid, "jobs.state_invalid", "The state is one of running, waiting, failed and finished.", "state");
    public static readonly Refusal LimitInvalid = new(RefusalKind.Invalid, "jobs.limit_invalid", "The limit is a number from 1 to 200.", "limit");
    public static readonly Refusal CursorInvalid = new(RefusalKind.Invalid, "jobs.cursor_invalid", "The cursor must be the nextCursor of an earlier answer.", "cursor");
}
