using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Pages;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Security;
using Bunit;

namespace BlazorMedia.Tests.Recordings;

public sealed class RecordButtonPageTests(AppFixture app) : RecordingPagesContext(app), IClassFixture<AppFixture>
{
    [Fact]
    public void A_viewer_is_told_why_it_cannot_be_pressed()
    {
        Enter();

        var button = Draw(AddStream("door", StreamState.Live)).Find("button");

        button.HasAttribute("disabled").ShouldBeTrue();
        button.GetAttribute("title").ShouldBe("Only operators can record.");
    }

    [Theory]
    [InlineData(StreamState.Live, true)]
    [InlineData(StreamState.Asleep, true)]
    [InlineData(StreamState.Offline, false)]
    [InlineData(StreamState.Disabled, false)]
    public void Only_what_can_deliver_a_picture_can_be_recorded(StreamState state, bool possible)
    {
        Enter(Policies.Operator);

        var button = Draw(AddStream("door", state)).Find("button.record");

        button.HasAttribute("disabled").ShouldBe(!possible);
        if (!possible) button.GetAttribute("title").ShouldBe("There is no picture now, so there is nothing to record.");
    }

    [Fact]
    public async Task Minutes_that_cannot_be_are_refused_at_their_field()
    {
        Enter(Policies.Operator);
        var button = Draw(AddStream("door", StreamState.Live));

        button.Find("input[type=number]").Change("-1");
        await button.Find("form").SubmitAsync();

        button.WaitForAssertion(() => button.Find("[role=alert]").TextContent.ShouldContain("Minutes must be more than 0"));
    }

    [Fact]
    public void A_refusal_without_a_field_is_told_in_a_toast()
    {
        Enter(Policies.Operator);
        // The application itself knows no stream of this name.
        var button = Draw(AddStream("only-in-this-test", StreamState.Live));

        button.Find("button.record").Click();

        button.WaitForAssertion(() => Toasts.Shown.Single().Message.ShouldBe("There is no stream with this name."));
    }

    private IRenderedComponent<RecordButton> Draw(LiveStream stream) => Render<RecordButton>(p => p.Add(b => b.StreamId, stream.Id));
}
