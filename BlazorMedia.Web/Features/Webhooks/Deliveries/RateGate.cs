namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>A token bucket that holds a tenth of a second's worth, so that a second never sees much more than its rate.</summary>
/// <param name="perSecond">null = no limit.</param>
internal sealed class RateGate(int? perSecond)
{
    private DateTimeOffset fullAt = DateTimeOffset.MinValue;

    public int? PerSecond => perSecond;

    private TimeSpan Interval => TimeSpan.FromSeconds(1) / perSecond!.Value;

    private TimeSpan Depth => Interval * Math.Max(1, perSecond!.Value / 10);

    /// <summary>When the next one may go.</summary>
    public DateTimeOffset FreeAt => perSecond is null || fullAt == DateTimeOffset.MinValue ? DateTimeOffset.MinValue : fullAt + Interval - Depth;

    public bool TryTake(DateTimeOffset now)
    {
        if (perSecond is null) return true;
        if (now < FreeAt) return false;
        fullAt = (fullAt > now ? fullAt : now) + Interval;
        return true;
    }
}
