namespace BlazorMedia.Domain.Webhooks;

/// <summary>When a delivery that failed is tried again: ten requests over about three days, as Standard Webhooks proposes.</summary>
public static class RetrySchedule
{
    /// <summary>A receiver may ask for patience, but not for more than the schedule itself would wait.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    private const double Jitter = 0.2;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Requests of one round; a resend begins a new round.</summary>
    public static int Requests => Pauses.Length;

    /// <summary>Null when the round is over.</summary>
    /// <param name="step">Requests of this round that were made.</param>
    /// <param name="retryAfter">What the receiver asked for; it lengthens the pause, never shortens it.</param>
    /// <param name="random">From 0 to 1; spreads the retries of one outage, so that they do not come back as one wave.</param>
    public static DateTimeOffset? Next(int step, TimeSpan? retryAfter, DateTimeOffset now, double random)
    {
        if (step >= Pauses.Length) return null;
        var pause = Pauses[step] * (1 - Jitter + 2 * Jitter * random);
        var asked = retryAfter is { } wish ? TimeSpan.FromTicks(Math.Clamp(wish.Ticks, 0, LongestRetryAfter.Ticks)) : TimeSpan.Zero;
        return now + (pause > asked ? pause : asked);
    }
}
