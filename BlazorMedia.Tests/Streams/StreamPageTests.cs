using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
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

    [Fact]
    public void A_viewer_sees_no_settings_and_cannot_delete()
    {
        Enter();
        AddStream("door", StreamState.Live);

        var page = Open("door", "?tab=settings");

        page.FindAll("[role=tab]").Select(t => t.TextContent).ShouldBe(["Recordings", "Log"]);
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
