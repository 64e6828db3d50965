using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams;

public sealed class StreamPageTests : StreamPagesContext, IClassFixture<AppFixture>
{
    public StreamPageTests(AppFixture app)
        : base(app) => UseOwnStreams();

    [Fact]
    public void A_stream_that_does_not_exist_is_said_to_be_missing()
    {
        Enter();

        var page = Open("nowhere");

        page.Find(".empty").TextContent.ShouldContain("“nowhere” does not exist");
    }

    [Fact]
    public void The_facts_tell_what_arrives_and_what_was_done_to_it()
    {
        Enter();
        var stream = AddStream("door", StreamState.Live);
        stream.Status = stream.Status with
        {
            VideoCodec = "h264",
            Width = 1920,
            Height = 1080,
            Fps = 12.5,
            AudioCodec = "aac",
            BitsPerSecond = 4_100_000,
            Reconnects = 7,
            Transcoding = true,
            Warning = "audio-transcoded",
            LastError = "Connection reset by peer",
            LastKeyframeAt = Clock.GetUtcNow().AddSeconds(-1.5),
        };

        var page = Open("door");

        var facts = page.Find("aside").TextContent;
        foreach (var expected in (string[])["Live", "H.264 · 1920×1080 · 12.5 fps", "AAC", "4.1 Mbit/s", "1.5 s ago", "Transcoding", "converted to AAC", "Connection reset by peer", "rtsp://ada:***@camera.local/1"])
            facts.ShouldContain(expected);
    }

    [Fact]
    public void A_switched_off_stream_has_no_player()
    {
        Enter();
        AddStream("door", StreamState.Disabled, "disabled", enabled: false);

        var page = Open("door");

        page.FindAll("video").ShouldBeEmpty();
        page.Find(".off").TextContent.ShouldContain("Switched off in its settings.");
    }

    [Theory]
    [InlineData(StreamState.Offline, "dns", "The host name of the source cannot be found.")]
    [InlineData(StreamState.Stalled, "stalled", "Connected, but no new picture arrives.")]
    [InlineData(StreamState.Asleep, "on-demand", "Asleep. It wakes when somebody watches or records.")]
    public void A_player_without_a_picture_to_come_says_why(StreamState state, string reason, string words)
    {
        Enter();
        AddStream("door", state, reason);

        var page = Open("door");

        page.Find(".live-player").HasAttribute("data-away").ShouldBeTrue();
        page.Find(".veil").TextContent.ShouldContain(words);
    }

    [Fact]
    public async Task The_player_is_told_when_the_picture_goes_and_when_it_is_back()
    {
        Enter();
        var stream = AddStream("door", StreamState.Live);
        var player = Player.SetupModule("mountLive", _ => true);
        player.Mode = JSRuntimeMode.Loose;
        var page = Open("door");
        page.Find(".live-player").HasAttribute("data-away").ShouldBeFalse();
        await Eventually.TrueAsync(() => Player.Invocations["mountLive"].Count == 1, "the player is mounted");

        Change(stream, StreamState.Offline, "closed");
        // Calls of the script draw nothing, so bunit would not look again after one.
        await Eventually.TrueAsync(() => player.Invocations["setAway"].Count == 1, "the player knows that the picture is gone");
        Change(stream, StreamState.Live, null);

        await Eventually.TrueAsync(() => player.Invocations["setAway"].Count == 2, "the player knows that it is back");
        player.Invocations["setAway"].Select(i => i.Arguments[0]).ShouldBe(["The source closed the connection.", null]);
    }

    private void Change(LiveStream stream, StreamState state, string? reason)
    {
        stream.Status = new StreamStatus(state, reason, Clock.GetUtcNow());
        Topics.Publish(LiveStreams.TopicOf(stream.Id));
    }

    [Fact]
    public void A_viewer_sees_no_settings_and_cannot_delete()
    {
        Enter();
        AddStream("door", StreamState.Live);

        var page = Open("door", "?tab=settings");

        page.FindAll("[role=tab]").Select(t => t.TextContent).ShouldNotContain("Settings");
        page.FindAll("form").ShouldBeEmpty();
        page.FindAll(".bm-menu-item-danger").ShouldBeEmpty();
    }

    [Fact]
    public void The_tab_stands_in_the_address()
    {
        Enter(Policies.Operator);
        AddStream("door", StreamState.Live);
        var page = Open("door");

        page.Find("#tab-settings").Click();

        page.WaitForAssertion(() => page.Find("#field-name").GetAttribute("value").ShouldBe("door"));
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?tab=settings");
    }

    [Fact]
    public void Deleting_asks_once_and_says_what_stays()
    {
        Enter(Policies.Operator);
        AddStream("door", StreamState.Live);
        var page = Open("door");

        page.Find(".bm-menu-item-danger").Click();

        var question = Dialogs.Open.ShouldNotBeNull();
        question.Title.ShouldBe("Delete the stream “door”?");
        question.Message.ShouldContain("Finished recordings stay.");
    }

    private IRenderedComponent<StreamPage> Open(string name, string query = "")
    {
        Visit(StreamPages.Href(name) + query);
        return Render<StreamPage>(p => p.Add(c => c.Name, name));
    }
}
