namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>One track's share of a fragment, in that track's time scale.</summary>
/// <param name="TrackId">As in the init box.</param>
/// <param name="DecodeTime"><c>tfdt</c>: decode time of the first sample, in ticks of the track.</param>
/// <param name="Duration">Sum of the sample durations, in ticks of the track.</param>
/// <param name="Samples">Number of samples (= packets of the source).</param>
internal readonly record struct TrackSpan(int TrackId, long DecodeTime, long Duration, int Samples)
{
    public long End => DecodeTime + Duration;
}

/// <summary>One whole <c>moof</c>+<c>mdat</c> pair in a segment file.</summary>
/// <param name="Sequence">Ascending within its run; the same after a restart of the app, see <see cref="SequenceOf"/>.</param>
/// <param name="Offset">Of the <c>moof</c> in the file, in bytes.</param>
/// <param name="Length">Of both boxes, in bytes.</param>
/// <param name="IsKeyframe">The first video sample is a sync sample; decoding can begin here.</param>
/// <param name="StartsAt">Wall clock (UTC) of the first video sample, smoothed by the minimum-delay rule.</param>
/// <param name="Duration">Of the video in it.</param>
/// <param name="Tracks">One span per track that has samples here.</param>
internal sealed record RingFragment(
    RingSegment Segment, long Sequence, long Offset, int Length, bool IsKeyframe, DateTimeOffset StartsAt, TimeSpan Duration, TrackSpan[] Tracks)
{
    private const long SequencesPerSegment = 1_000_000;

    public DateTimeOffset EndsAt => StartsAt + Duration;

    public static long SequenceOf(int segmentNumber, int index) => (segmentNumber * SequencesPerSegment) + index;

    public TrackSpan? TrackOf(int trackId)
    {
        foreach (var span in Tracks)
            if (span.TrackId == trackId) return span;
        return null;
    }
}
