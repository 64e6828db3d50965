using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Features.Streams.Publish;
using BlazorMedia.Web.Shared.Display;

namespace BlazorMedia.Tests.Streams;

public sealed class StreamWordsTests
{
    [Fact]
    public void A_path_that_waits_for_its_publisher_is_calm_and_one_that_is_lost_is_not()
    {
        var waiting = new StreamStatus(StreamState.Offline, Publications.Waiting, DateTimeOffset.UnixEpoch);
        var lost = waiting with { Reason = "timeout" };

        (StreamWords.Kind(waiting), StreamWords.Kind(lost)).ShouldBe((BadgeKind.Idle, BadgeKind.Bad));
        (StreamFilter.IsIn("attention", waiting), StreamFilter.IsIn("idle", waiting)).ShouldBe((false, true));
        (StreamFilter.IsIn("attention", lost), StreamFilter.IsIn("idle", lost)).ShouldBe((true, false));
    }
}
