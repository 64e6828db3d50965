using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>Somebody who wants a path's keyframes measured; registered in DI. The rounds of picture checks take the shortest interval that is wished.</summary>
internal interface IPictureWish
{
    /// <summary>How often, or null for not at all. Asked before every round, so it must be cheap.</summary>
    TimeSpan? IntervalOf(LiveStream stream);

    /// <summary>Told after every measured keyframe; must not block and not throw.</summary>
    void Seen(LiveStream stream, PictureSample sample);
}
