using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams;

public sealed class StreamsPageTests : StreamPagesContext, IClassFixture<AppFixture>
{
    public StreamsPageTests(AppFixture app)
        : base(app) => UseOwnStreams();

    [Fact]
    public void Without_streams_an_operator_is_shown_two_ways_to_begin()
    {
        Enter(Policies.Operator);

        var page = Render<StreamsPage>();

        page.Find(".empty h2").TextContent.ShouldBe("No streams yet");
        page.FindAll(".empty .action a, .empty .action button").Select(a => a.TextContent.Trim()).ShouldBe(["addAdd your first stream", "smart_displayLook around with the demo"]);
    }

    [Fact]
    public void Without_streams_a_viewer_is_told_whom_to_ask()
    {
        Enter();

        var page = Render<StreamsPage>();

        page.Find(".empty .action").TextContent.ShouldContain("An operator can add the first one.");
        page.FindAll("a[href='/streams/new']").ShouldBeEmpty();
    }

    [Fact]
    public void A_tile_says_in_plain_words_why_there_is_no_picture()
    {
        Enter();
        AddStream("door", StreamState.Offline, "dns");

        var page = Render<StreamsPage>();

        page.Find(".still").TextContent.ShouldContain("The host name of the source cannot be found.");
        page.Find(".state .badge").TextContent.ShouldContain("Offline");
        page.Find("a.bm-tile-title").GetAttribute("href").ShouldBe("/streams/view/door");
    }

    [Fact]
    public void A_tile_follows_the_state_of_its_stream()
    {
        Enter();
        var stream = AddStream("door", StreamState.Connecting, "starting");
        var page = Render<StreamsPage>();

        stream.Status = new StreamStatus(StreamState.Live, null, Clock.GetUtcNow()) { VideoCodec = "hevc", Width = 3840, Height = 2160, Fps = 25, BitsPerSecond = 8_100_000 };
        Topics.Publish(LiveStreams.TopicOf(stream.Id));

        page.WaitForAssertion(() => page.Find(".bm-tile-facts").TextContent.ShouldBe("2160p25 · H.265 · 8.1 Mbit/s"));
    }

    [Fact]
    public void Pointing_at_a_live_tile_plays_it()
    {
        Enter();
        AddStream("door", StreamState.Live);
        var page = Render<StreamsPage>();
        page.FindAll("video").ShouldBeEmpty();

        page.Find("article").PointerEnter();

        page.FindAll("video").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/streams?state=attention", "yard")]
    [InlineData("/streams?state=idle", "shed")]
    [InlineData("/streams?q=DOO", "door")]
    [InlineData("/streams?group=outside", "yard")]
    public void The_address_chooses_what_is_shown(string address, string expected)
    {
        Enter();
        AddStream("door", StreamState.Live);
        AddStream("yard", StreamState.Stalled, "stalled", "Outside");
        AddStream("shed", StreamState.Asleep);
        Visit(address);

        var page = Render<StreamsPage>();

        page.FindAll("a.bm-tile-title").Select(t => t.TextContent).ShouldBe([expected]);
    }

    [Fact]
    public void A_chip_writes_its_filter_into_the_address_and_takes_it_back()
    {
        Enter();
        AddStream("door", StreamState.Live);
        var page = Render<StreamsPage>();

        page.FindAll("button.bm-chip")[1].Click();

        page.WaitForAssertion(() => page.Find(".empty h2").TextContent.ShouldBe("No stream matches"));
        page.FindAll("button.bm-chip")[1].Click();
        page.WaitForAssertion(() => page.FindAll("a.bm-tile-title").Count.ShouldBe(1));
    }

    [Fact]
    public void The_table_holds_the_same_streams()
    {
        Enter();
        var stream = AddStream("garden/north", StreamState.Live);
        stream.Status = stream.Status with { VideoCodec = "h264", Width = 1920, Height = 1080, Fps = 25, BitsPerSecond = 4_100_000, Reconnects = 3 };
        Visit("/streams?view=table");

        var page = Render<StreamsPage>();

        page.Find("tbody a.row-link").GetAttribute("href").ShouldBe("/streams/view/garden/north");
        page.Find("tbody tr").TextContent.ShouldContain("H.264 · 1920×1080 · 25 fps");
        page.Find("tbody tr").TextContent.ShouldContain("4.1 Mbit/s");
    }

    [Fact]
    public void An_operator_chooses_rows_and_sees_what_can_be_done_with_them()
    {
        Enter(Policies.Operator);
        AddStream("door", StreamState.Live);
        AddStream("yard", StreamState.Offline);
        Visit("/streams?view=table");
        var page = Render<StreamsPage>();

        page.FindAll(".bulk").ShouldBeEmpty();
        page.Find("td.choose input").Change(true);
        page.Find(".bulk [role=status]").TextContent.ShouldBe("1 chosen");
        page.Find("th.choose input").Change(true);
        page.Find(".bulk [role=status]").TextContent.ShouldBe("2 chosen");
        page.Find(".bulk > button:last-child").Click();
        page.FindAll(".bulk").ShouldBeEmpty();
    }

    [Fact]
    public void A_viewer_chooses_nothing()
    {
        Enter();
        AddStream("door", StreamState.Live);
        Visit("/streams?view=table");
        Render<StreamsPage>().FindAll("td.choose").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "door,shed,yard")]
    [InlineData("&sort=name", "door,shed,yard")]
    [InlineData("&sort=name&order=desc", "yard,shed,door")]
    [InlineData("&sort=state", "shed,door,yard")]
    [InlineData("&sort=rate&order=desc", "door,yard,shed")]
    [InlineData("&sort=nonsense", "door,shed,yard")]
    public void The_address_orders_the_table(string order, string expected)
    {
        Enter();
        AddLive("yard", 1_000_000);
        AddStream("shed", StreamState.Offline, "dns");
        AddLive("door", 4_000_000);
        Visit("/streams?view=table" + order);

        var page = Render<StreamsPage>();

        Names(page).ShouldBe(expected.Split(','));
    }

    [Fact]
    public void A_heading_orders_the_table_and_turns_the_order_by_a_second_click()
    {
        Enter();
        AddLive("yard", 1_000_000);
        AddLive("door", 4_000_000);
        Visit("/streams?view=table");
        var page = Render<StreamsPage>();

        page.FindAll("th .sort")[2].Click();
        page.WaitForAssertion(() => Names(page).ShouldBe(["yard", "door"]));
        page.FindAll("th .sort")[2].Click();

        page.WaitForAssertion(() => Names(page).ShouldBe(["door", "yard"]));
        page.Find("th[aria-sort]").GetAttribute("aria-sort").ShouldBe("descending");
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?view=table&sort=rate&order=desc");
    }

    private void AddLive(string name, long bitsPerSecond)
    {
        var stream = AddStream(name, StreamState.Live);
        stream.Status = stream.Status with { BitsPerSecond = bitsPerSecond };
    }

    private static IEnumerable<string> Names(IRenderedComponent<StreamsPage> page) => page.FindAll("a.row-link strong").Select(n => n.TextContent);

    [Theory]
    [InlineData("ru", "Завис", "Соединение есть, но новых кадров нет.")]
    [InlineData("zh-Hans", "停滞", "已连接，但没有新的画面。")]
    public void States_and_reasons_are_told_in_the_readers_language(string language, string state, string reason)
    {
        Speak(language);
        Enter();
        AddStream("door", StreamState.Stalled, "stalled");

        var page = Render<StreamsPage>();

        page.Find(".state .badge").TextContent.ShouldContain(state);
        page.Find(".still").TextContent.ShouldContain(reason);
    }
}
