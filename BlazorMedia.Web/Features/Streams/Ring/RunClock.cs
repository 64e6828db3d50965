namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>
/// The wall clock of a run's media time zero. A fragment cannot arrive before its end, so the smallest (arrival - media end) is nearest to the truth
/// (minimum-delay rule). Downward it follows at once; upward (the source's clock is slow) by the minimum of each minute, at most 500 ppm.
/// </summary>
internal sealed class RunClock
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxSlew = Window * 500e-6;

    private DateTimeOffset? windowMinimum;
    private DateTimeOffset windowStarted;

    /// <summary>Null until the first fragment arrived.</summary>
    public DateTimeOffset? Zero { get; private set; }

    /// <summary>Goes on with what another process of ours had found for the same run.</summary>
    public void Resume(DateTimeOffset zero) => Zero = zero;

    public void Observe(TimeSpan mediaEnd, DateTimeOffset arrival)
    {
        var candidate = arrival - mediaEnd;
        if (Zero is null || candidate < Zero) Zero = candidate;
        if (windowMinimum is null) (windowMinimum, windowStarted) = (candidate, arrival);
        if (candidate < windowMinimum) windowMinimum = candidate;
        if (arrival - windowStarted < Window) return;
        var step = windowMinimum.Value - Zero.Value;
        Zero += step > MaxSlew ? MaxSlew : step;
        windowMinimum = null;
    }

    /// <summary>Wall clock of a media time; <paramref name="arrival"/> where nothing is known yet.</summary>
    public DateTimeOffset At(TimeSpan mediaTime, DateTimeOffset arrival) => Zero is { } zero ? zero + mediaTime : arrival;
}
