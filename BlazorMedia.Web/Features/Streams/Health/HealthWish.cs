using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Wants the pictures of those paths whose rules look at them. What was measured is read by the rounds.</summary>
internal sealed class HealthWish(HealthBook book) : IPictureWish
{
    public TimeSpan? IntervalOf(LiveStream stream) => book.RulesOf(stream.Id) is { NeedsPictures: true } rules ? TimeSpan.FromSeconds(rules.CheckSeconds) : null;

    public void Seen(LiveStream stream, PictureSample sample)
    {
        // the log of the stream holds it
    }
}
