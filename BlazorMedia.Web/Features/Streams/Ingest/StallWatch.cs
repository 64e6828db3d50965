namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>Says when no new picture came for too long. If the watch itself slept (a paused app, a stolen CPU), it begins anew instead of blaming the source.</summary>
/// <param name="options">Its patience: asked at each look, because it may be changed while the stream runs.</param>
internal sealed class StallWatch(Func<StreamsOptions> options, TimeProvider time)
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
        var seconds = pictures == 0 ? options().ConnectSeconds : options().StallSeconds;
        return time.GetElapsedTime(grewAt, lookedAt) > TimeSpan.FromSeconds(seconds);
    }
}
