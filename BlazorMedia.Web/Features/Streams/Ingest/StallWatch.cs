namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>Says when no new picture came for too long. If the watch itself slept (a paused app, a stolen CPU), it begins anew instead of blaming the source.</summary>
/// <param name="patience">Without new pictures, once there was one.</param>
/// <param name="connectPatience">Until the first picture.</param>
internal sealed class StallWatch(TimeSpan patience, TimeSpan connectPatience, TimeProvider time)
{
    // Four looks a second: two seconds without one mean that the watch was not running.
    private static readonly TimeSpan Asleep = TimeSpan.FromSeconds(2);

    private long pictures;
    private long grewAt = time.GetTimestamp();
    private long lookedAt = time.GetTimestamp();

    /// <summary>True when the source is stalled.</summary>
    /// <param name="count">Pictures so far; it only grows.</param>
    public bool Look(long count)
    {
        var slept = time.GetElapsedTime(lookedAt) > Asleep;
        lookedAt = time.GetTimestamp();
        if (count > pictures || slept) (pictures, grewAt) = (count, lookedAt);
        return time.GetElapsedTime(grewAt, lookedAt) > (pictures == 0 ? connectPatience : patience);
    }
}
