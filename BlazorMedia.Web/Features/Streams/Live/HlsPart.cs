using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>
/// A part of the low-latency playlist: a few fragments of a segment side by side. One fragment each would make every player ask ten times a second.
/// They are of even length, as the specification wants, wherever keyframes are.
/// </summary>
/// <param name="HasKeyframe">Decoding can begin somewhere in it.</param>
internal readonly record struct HlsPart(long Offset, long Length, TimeSpan Duration, bool HasKeyframe)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.4);

    /// <summary>The whole parts of a segment, always the same for the same fragments: the number of a part is its address.</summary>
    public static List<HlsPart> Of(RingSegment segment)
    {
        // Asked before the fragments: what is closed has all of them.
        var isClosed = segment.IsClosed;
        var fragments = segment.Fragments;
        var parts = new List<HlsPart>();
        for (var (first, next) = (0, 1); first < fragments.Length; next++)
        {
            var duration = fragments[next - 1].EndsAt - fragments[first].StartsAt;
            if (duration < Least && (next < fragments.Length || !isClosed))
            {
                if (next >= fragments.Length) break;
                continue;
            }
            var (from, to) = (fragments[first], fragments[next - 1]);
            parts.Add(new(from.Offset, to.Offset + to.Length - from.Offset, duration, fragments[first..next].Any(f => f.IsKeyframe)));
            first = next;
        }
        return parts;
    }
}
