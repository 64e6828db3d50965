using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Pages;
using BlazorMedia.Web.Features.Recordings.Timeline;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings.Timeline;

/// <summary>The time line in its page: when it is there, and what its script is told.</summary>
public sealed class TimelinePageTests(AppFixture app) : RecordingPagesContext(app), IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("/recordings", true)]
    [InlineData("/recordings?day=2026-11-18", true)]
    [InlineData("/recordings?stream=yard", true)]
    [InlineData("/recordings?text=yard", false)]
    [InlineData("/recordings?view=tiles", false)]
    [InlineData("/recordings?view=table", false)]
    [InlineData("/recordings?view=trash", false)]
    public void The_lanes_stand_above_the_list_unless_somebody_searches_or_wants_the_list_alone(string address, bool isShown)
    {
        Enter();
        AddRecording("yard.mp4", stream: "yard");
        Visit(address);

        var page = Render<RecordingsPage>();

        page.FindAll("section.timeline").Count.ShouldBe(isShown ? 1 : 0);
    }

    [Fact]
    public void The_script_gets_the_place_of_the_address_and_words_for_every_reason()
    {
        Enter();
        Visit("/recordings?day=2026-11-18&stream=yard&at=2026-11-18T08:00:00Z&zoom=600");

        Render<RecordingsPage>();

        var options = TimelineScript.VerifyInvoke("mount").Arguments[1].ShouldNotBeNull();
        (Value(options, "day"), Value(options, "at"), Value(options, "zoom"), Value(options, "chosen")).ShouldBe(("2026-11-18", "2026-11-18T08:00:00Z", 600, "yard"));
        Value(options, "streams").ShouldBe(new[] { "yard" });
        Value(Value(options, "texts")!, "reasons").ShouldBeAssignableTo<IReadOnlyDictionary<string, string>>().ShouldNotBeNull()["stalled"].ShouldBe("Connected, but no new picture arrives.");
    }

    [Fact]
    public async Task A_day_that_the_lanes_were_moved_to_is_the_day_of_the_list()
    {
        Enter();
        AddRecording("today.mp4");
        Visit("/recordings");
        AddRecording("before.mp4", minutesAgo: 2 * 24 * 60);
        var page = Render<RecordingsPage>();

        await page.InvokeAsync(() => page.FindComponent<TimelinePanel>().Instance.DayMoved("2026-11-18"));

        page.WaitForAssertion(() => page.FindAll(".bm-tile-title").Select(t => t.TextContent).ShouldBe(["before.mp4"]));
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/recordings?day=2026-11-18");
        page.Find("h2.below").TextContent.ShouldBe("Recordings of Wednesday, November 18, 2026");
    }

    [Fact]
    public void The_month_says_which_days_have_something_and_leads_there()
    {
        Enter();
        AddRecording("before.mp4", minutesAgo: 2 * 24 * 60);
        Visit("/recordings");
        var page = Render<RecordingsPage>();
        page.WaitForAssertion(() => page.FindAll(".month .full").Select(d => d.TextContent).ShouldBe(["18"]));

        page.Find(".month .full").Click();

        page.WaitForAssertion(() => page.Find(".month [aria-current=date]").TextContent.ShouldBe("18"));
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/recordings?day=2026-11-18");
    }

    [Fact]
    public void A_month_without_anything_says_so_on_each_day_and_those_to_come_cannot_be_chosen()
    {
        Enter();
        var page = Render<RecordingsPage>();

        page.FindAll(".month > button")[0].Click();

        page.WaitForAssertion(() => page.Find(".month .name").TextContent.ShouldBe("October 2026"));
        page.FindAll(".month li button")[0].GetAttribute("aria-label").ShouldBe("Thursday, October 1, 2026: nothing recorded");
        page.FindAll(".month > button")[1].Click();
        page.WaitForAssertion(() => page.FindAll(".month li button:disabled").Select(d => d.TextContent).First().ShouldBe("21"));
    }

    private static object? Value(object options, string name) => options.GetType().GetProperty(name)!.GetValue(options);
}
