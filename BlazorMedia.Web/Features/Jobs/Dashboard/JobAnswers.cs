namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>What there is now, and how the runs of each hour ended.</summary>
/// <param name="Waiting">Due, but not begun.</param>
/// <param name="Scheduled">Due later: put off, or between two attempts.</param>
/// <param name="Failed">Failed for good; a person must retry or discard them.</param>
/// <param name="Hours">The oldest first; the last one is the present hour.</param>
public sealed record JobFigures(int Running, int Waiting, int Scheduled, int Failed, IReadOnlyList<JobHour> Hours);

/// <param name="Count">How many jobs it concerned.</param>
public sealed record JobsChanged(int Count);

public sealed record JobNodeList(IReadOnlyList<JobNode> Items);

public sealed record JobScheduleList(IReadOnlyList<JobScheduleDto> Items);

public sealed record JobKindList(IReadOnlyList<JobKindDto> Items);

/// <summary>A job that runs in a rhythm: <paramref name="Cron"/> or <paramref name="EverySeconds"/>.</summary>
/// <param name="IsChanged">An administrator set another rhythm than the job's own.</param>
/// <param name="LastOutcome"><c>succeeded</c>, <c>failed</c> or <c>cancelled</c>; null when it never ran.</param>
public sealed record JobScheduleDto(
    string Key, string? Cron, double? EverySeconds, bool IsChanged, bool IsPaused, DateTimeOffset? NextAt, DateTimeOffset? LastAt, string? LastOutcome, long? LastDurationMs, int FailuresInRow)
{
    internal static JobScheduleDto From(JobSchedule schedule) => new(
        schedule.Key, schedule.Rhythm.Cron, schedule.Rhythm.Every?.TotalSeconds, schedule.IsChanged, schedule.IsPaused, schedule.NextAt, schedule.LastAt,
        schedule.LastOutcome is { } outcome ? JobDto.WordOf(outcome) : null, (long?)schedule.LastDuration?.TotalMilliseconds, schedule.FailuresInRow);
}

/// <param name="WhenInterrupted"><c>runAgain</c> or <c>fail</c>.</param>
/// <param name="IsRetried">False: a schedule with an interval, whose next run is the retry.</param>
/// <param name="FirstPauseSeconds">Each further pause is twice as long, at most an hour.</param>
/// <param name="IsChanged">An administrator set other retries than the job's own.</param>
public sealed record JobKindDto(string Key, bool IsScheduled, bool UsesDisk, bool IsExclusive, string WhenInterrupted, bool IsRetried, int Retries, double FirstPauseSeconds, bool IsChanged)
{
    internal static JobKindDto From(JobKind kind) => new(
        kind.Key, kind.IsScheduled, kind.UsesDisk, kind.IsExclusive, kind.WhenInterrupted == Domain.Jobs.WhenInterrupted.Fail ? "fail" : "runAgain",
        kind.IsRetried, kind.Retry.Retries, kind.Retry.FirstPause.TotalSeconds, kind.IsChanged);
}

/// <summary>One run with its details.</summary>
/// <param name="Outcome">Null while it runs.</param>
/// <param name="Input">As it was enqueued; null where there is none or <paramref name="InputHidden"/>.</param>
/// <param name="Attempts">The last runs of the same work, the newest first.</param>
public sealed record JobRunDto(
    string Id, string Key, string? Identity, string? Outcome, DateTimeOffset StartedAt, long DurationMs, int? Attempt, int? Percent, string? Message,
    string? Error, string? Node, string? Input, bool InputHidden, IReadOnlyList<JobDto> Attempts)
{
    internal static JobRunDto From(JobRunDetail run) => new(
        run.Id, run.Key, run.Identity, run.Outcome is { } outcome ? JobDto.WordOf(outcome) : null, run.StartedAt, (long)run.Duration.TotalMilliseconds,
        run.Attempt, run.Percent, run.Message, run.Error, run.Node, run.Input, run.InputHidden, [.. run.Attempts.Select(JobDto.From)]);
}
