using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Smart;
using BlazorMedia.Web.Features.Streams.Smart.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Smart;

public sealed class SmartTabTests : StreamPagesContext, IClassFixture<AppFixture>
{
    private readonly AppFixture app;

    public SmartTabTests(AppFixture app)
        : base(app)
    {
        this.app = app;
        UseOwnStreams();
        Enter(Policies.Operator);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    private TriggerBoard Board => app.Services.GetRequiredService<TriggerBoard>();

    [Fact]
    public void A_path_without_a_trigger_offers_the_presets()
    {
        var tab = RenderTab(AddStream("door", StreamState.Live));

        tab.FindAll("input[type=radio]").Select(r => r.HasAttribute("checked")).ShouldBe([true, false, false]);
        tab.FindAll("#field-startScore").ShouldBeEmpty();
        tab.Find(".preview").TextContent.ShouldContain("recorded by hand");
    }

    [Fact]
    public void Numbers_are_judged_by_the_last_minutes_before_they_are_saved()
    {
        var stream = AddStream("door", StreamState.Live);
        Look(stream, 15, 15, 15, 15);
        var tab = RenderTab(stream);

        tab.FindAll("input[type=radio]")[1].Change(true);
        tab.Find(".preview").TextContent.ShouldContain("a score of 20 is needed");
        tab.Find("#field-startScore").Input("15");

        tab.Find(".preview").TextContent.ShouldContain("Records until the score falls below 10");
        tab.Find(".preview").TextContent.ShouldContain("not saved yet");
        tab.FindAll("polyline").Count.ShouldBe(1);
    }

    [Fact]
    public void It_says_how_many_checks_are_missing()
    {
        var stream = AddStream("door", StreamState.Live);
        Look(stream, 0, 90, 90);
        var tab = RenderTab(stream);

        tab.FindAll("input[type=radio]")[1].Change(true);

        tab.Find(".preview").TextContent.ShouldContain("2 of 3 checks");
    }

    [Fact]
    public void A_wrong_number_is_marked_at_its_field()
    {
        var tab = RenderTab(AddStream("door", StreamState.Live));
        tab.FindAll("input[type=radio]")[1].Change(true);

        tab.Find("#field-stopScore").Input("50");

        tab.Find("#field-stopScore").GetAttribute("aria-invalid").ShouldBe("true");
        tab.Find("[role=alert]").TextContent.ShouldContain("not above the one that starts");
    }

    [Fact]
    public async Task The_hours_are_painted_by_presets_and_by_rectangles()
    {
        var tab = RenderTab(AddStream("door", StreamState.Live));

        tab.FindAll(".bm-chip")[2].Click(); // working hours
        Selected(tab).ShouldBe(5 * 20);
        await tab.InvokeAsync(() => tab.FindComponent<ScheduleTable>().Instance.PaintAsync(5, 20, 6, 21, true));

        Selected(tab).ShouldBe((5 * 20) + 4);
    }

    [Fact]
    public void While_the_tab_is_open_the_score_is_taken_and_no_longer()
    {
        var stream = AddStream("door", StreamState.Live);
        var tab = RenderTab(stream);
        Board.IsWatched(stream.Id).ShouldBeTrue();

        tab.Instance.Dispose();

        Board.IsWatched(stream.Id).ShouldBeFalse();
    }

    private IRenderedComponent<SmartTab> RenderTab(LiveStream stream) => Render<SmartTab>(p => p.Add(t => t.StreamId, stream.Id));

    private static int Selected(IRenderedComponent<SmartTab> tab) => tab.FindAll("td[aria-selected=true]").Count;

    // The last of them just now, one every five seconds.
    private void Look(LiveStream stream, params int[] scores)
    {
        for (var i = 0; i < scores.Length; i++)
            stream.Pictures.Add(new PictureFacts(Clock.GetUtcNow().AddSeconds(5 * (i - scores.Length + 1)), 100, 40, 1, scores[i] / 100.0, 3, 0.2, null));
    }
}
