namespace BlazorMedia.Domain.Jobs;

/// <summary>What stands on a job class: its key, its rhythm and its traits.</summary>
/// <param name="Key">Stable and dotted, for example <c>recordings.finalise</c>; also the key of its translated title.</param>
/// <param name="Every">Rhythm of a scheduled job; null for a job that is only enqueued, and where <see cref="Cron"/> says it.</param>
public sealed record JobSpec(string Key, TimeSpan? Every = null)
{
    /// <summary>
    /// Instead of <see cref="Every"/>: five fields as crontab has them, or six with seconds first, in the server's time zone.
    /// <c>30 3 * * *</c> is every night at half past three. One run that was missed while the app was down is made up for at the start.
    /// </summary>
    public string? Cron { get; init; }

    /// <summary>Reads or writes much: at most two of these run at once on a node, because each node has disks of its own.</summary>
    public bool UsesDisk { get; init; }

    /// <summary>Never beside another exclusive job, on all nodes together; other jobs run beside it. Counts instead of <see cref="UsesDisk"/>.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>Retries after the first failure. A schedule with an interval has none: its next run is the retry.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Before the first retry; each further pause is twice as long, at most an hour.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);

    public WhenInterrupted WhenInterrupted { get; init; }

    /// <summary>The input says something about people: pages and the API do not show it. It is stored in plain text all the same, so it must never hold a secret.</summary>
    public bool HidesInput { get; init; }

    public bool IsScheduled => Every is not null || Cron is not null;
}
