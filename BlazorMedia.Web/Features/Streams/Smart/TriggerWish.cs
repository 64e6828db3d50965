using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>Has keyframes measured where a trigger of colourful content is armed, or where somebody looks at the score.</summary>
internal sealed class TriggerWish(TriggerBoard board) : IPictureWish
{
    private static readonly TimeSpan Preview = TimeSpan.FromSeconds(new StreamTrigger().CheckSeconds);

    public TimeSpan? IntervalOf(LiveStream stream)
    {
        if (board.Of(stream.Id) is { Settings.Kind: TriggerKind.Content } trigger && board.IsArmed(trigger)) return TimeSpan.FromSeconds(trigger.Settings.CheckSeconds);
        return board.IsWatched(stream.Id) ? Preview : null;
    }

    public void Seen(LiveStream stream, PictureSample sample)
    {
        if (board.Of(stream.Id) is { Settings.Kind: TriggerKind.Content } trigger) trigger.Tell(rules => rules.Check(sample.Facts.At, ContentScore.Of(sample.Facts)));
        board.Publish(stream.Id);
    }
}
