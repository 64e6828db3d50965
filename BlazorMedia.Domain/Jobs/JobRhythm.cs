using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Jobs;

/// <summary>When a schedule runs: after each interval, or at the times of a cron expression.</summary>
/// <param name="Every">The interval; null where <paramref name="Cron"/> says it.</param>
public sealed record JobRhythm(TimeSpan? Every, string? Cron)
{
    /// <summary>More often than this a person would hardly mean it, and the history would hold nothing else.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>What the job's own specification says.</summary>
    public static JobRhythm Of(JobSpec spec) => new(spec.Every, spec.Cron);

    /// <summary>What a person asked for; whether the cron expression can be read is not looked at here.</summary>
    public static Result<JobRhythm> Asked(string? cron, long? everySeconds)
    {
        var hasCron = !string.IsNullOrWhiteSpace(cron);
        if (hasCron == everySeconds is not null) return JobRefusals.RhythmMissing;
        if (everySeconds is not { } seconds) return cron!.Trim().Length > JobSetting.MaxCronLength ? JobRefusals.CronInvalid : new JobRhythm(null, cron.Trim());
        return seconds >= Shortest.TotalSeconds && seconds <= Longest.TotalSeconds ? new JobRhythm(TimeSpan.FromSeconds(seconds), null) : JobRefusals.IntervalInvalid;
    }
}
