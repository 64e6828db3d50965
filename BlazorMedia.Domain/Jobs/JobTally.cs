namespace BlazorMedia.Domain.Jobs;

/// <summary>How many runs ended how within one hour. The history cannot tell: it keeps only the last runs of a busy job.</summary>
public sealed class JobTally
{
    /// <summary>As far back as the history.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private JobTally()
    {
    }

    /// <summary>UTC, on the hour.</summary>
    public DateTimeOffset StartAt { get; private set; }

    public long Succeeded { get; private set; }

    /// <summary>Attempts that failed, those that were retried afterwards included.</summary>
    public long Failed { get; private set; }

    /// <summary>Cancelled by a person or interrupted.</summary>
    public long Stopped { get; private set; }

    public static JobTally Of(DateTimeOffset startAt, long succeeded, long failed, long stopped) =>
        new() { StartAt = startAt, Succeeded = succeeded, Failed = failed, Stopped = stopped };

    /// <summary>The hour that an instant lies in.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
