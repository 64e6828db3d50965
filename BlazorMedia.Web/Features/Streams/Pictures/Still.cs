using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>A still picture.</summary>
/// <param name="TakenAt">Wall clock of the picture.</param>
/// <param name="Id">The same for the same picture with the same looks, and for no other.</param>
internal sealed record Still(byte[] Jpeg, DateTimeOffset TakenAt, string Id)
{
    public static string IdOf(RingFragment keyframe) => FormattableString.Invariant($"{keyframe.Segment.Run.Id}-{keyframe.Sequence}");
}
