using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>
/// A part of the low-latency playlist: a few fragments of a segment side by side. One fragment each would make every player ask ten times a second.
/// They are of even length, but a keyframe always begins one: a player can start there.
/// </summary>
/// <param name="IsKeyframe">Decoding can begin with it.</param>
internal readonly record struct HlsPart(long Offset, long Length, TimeSpan Duration, bool IsKeyframe)
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
            var isWhole = duration >= Least || (next < fragments.Length ? fragments[next].IsKeyframe : isClosed);
            if (!isWhole && next >= fragments.Length) break;
            if (!isWhole) continue;
            var (from, to) = (fragments[first], fragments[next - 1]);
            parts.Add(new(from.Offset, to.Offset + to.Length - from.Offset, duration, from.IsKeyframe));
            first = next;
        }
        return parts;
    }
}
