using BlazorMedia.Web.Features.Streams.Health;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>Where a lane has no picture and somebody knows why.</summary>
internal static class LaneGaps
{
    private const string Unknown = "unknown";

    /// <summary>The gaps inside the recordings, and between them the times at which the stream was away.</summary>
    /// <param name="spans">In order of time.</param>
    public static IReadOnlyList<TimelineGap> Of(IReadOnlyList<TimelineSpan> spans, IEnumerable<StreamOutage> outages) =>
        [.. spans.SelectMany(Inside).Concat(outages.SelectMany(outage => Outside(outage, spans))).Where(g => g.Until > g.From).OrderBy(g => g.From)];

    private static IEnumerable<TimelineGap> Inside(TimelineSpan span) =>
        span.Pieces.Zip(span.Pieces.Skip(1), (piece, next) => new TimelineGap(piece.StartedAt.AddMilliseconds(piece.DurationMs), next.StartedAt, next.GapReason ?? Unknown));

    // A recording knows its own gaps to the picture; the stream's state is seconds late.
    private static IEnumerable<TimelineGap> Outside(StreamOutage outage, IReadOnlyList<TimelineSpan> spans)
    {
        var from = outage.From;
        foreach (var span in spans.Where(s => s.StartedAt < outage.Until && s.EndedAt > outage.From))
        {
            yield return new(from, span.StartedAt, outage.Reason ?? Unknown);
            if (span.EndedAt > from) from = span.EndedAt;
        }
        yield return new(from, outage.Until, outage.Reason ?? Unknown);
    }
}
