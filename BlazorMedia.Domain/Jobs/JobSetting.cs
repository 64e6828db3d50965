namespace BlazorMedia.Domain.Jobs;

/// <summary>
/// What a person changed about one kind of job. The row outlives restarts and new versions; what it leaves open is what
/// the job's specification says, so a better default of a new version reaches everybody who did not choose otherwise.
/// </summary>
public sealed class JobSetting
{
    public const int MaxCronLength = 120;

    private JobSetting()
    {
    }

    /// <summary>The key of the job's specification.</summary>
    public string Key { get; private set; } = "";

    public string? Cron { get; private set; }

    public long? EverySeconds { get; private set; }

    public bool IsPaused { get; private set; }

    public int? Retries { get; private set; }

    public long? FirstPauseSeconds { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Null: as the specification says.</summary>
    public JobRhythm? Rhythm => Cron is null && EverySeconds is null ? null : new(EverySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Cron);

    /// <summary>Null: as the specification says.</summary>
    public RetryRule? Retry => Retries is { } retries && FirstPauseSeconds is { } pause ? new(retries, TimeSpan.FromSeconds(pause)) : null;

    /// <summary>Nothing is changed any more.</summary>
    public bool IsDefault => Rhythm is null && Retry is null && !IsPaused;

    public static JobSetting Of(string key) => new() { Key = key };

    /// <param name="rhythm">Null goes back to the specification's.</param>
    public void SetRhythm(JobRhythm? rhythm, DateTimeOffset now) =>
        (Cron, EverySeconds, ChangedAt) = (rhythm?.Cron, rhythm?.Every is { } every ? (long)every.TotalSeconds : null, now);

    /// <param name="rule">Null goes back to the specification's.</param>
    public void SetRetry(RetryRule? rule, DateTimeOffset now) =>
        (Retries, FirstPauseSeconds, ChangedAt) = (rule?.Retries, rule is null ? null : (long)rule.FirstPause.TotalSeconds, now);

    public void SetPaused(bool paused, DateTimeOffset now) => (IsPaused, ChangedAt) = (paused, now);
}
