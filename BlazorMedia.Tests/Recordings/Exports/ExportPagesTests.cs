using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Exports.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings.Exports;

public sealed class ExportPagesTests : RecordingPagesContext, IClassFixture<AppFixture>
{
    private readonly AppFixture app;

    public ExportPagesTests(AppFixture app)
        : base(app)
    {
        this.app = app;
        using var db = app.CreateDb();
        db.Set<Export>().ExecuteDelete();
    }

    [Fact]
    public void An_empty_list_says_how_to_begin()
    {
        Enter();

        var page = Render<ExportsPage>();

        page.WaitForAssertion(() => page.Find(".empty h2").TextContent.ShouldBe("Nothing has been exported yet"));
        page.FindAll("a[href='/recordings/exports/new']").ShouldBeEmpty();
    }

    [Fact]
    public void The_list_tells_states_apart_and_offers_what_fits()
    {
        Enter(Policies.Operator);
        var ready = Add("ready.mp4", e => e.TryFinish(1024, 5000, new ExportDetails([], false), Clock.GetUtcNow()), ExportState.Running);
        Add("broken.mp4", e => e.Fail(new RecordingFailure("no-space"), Clock.GetUtcNow()), ExportState.Running);

        var page = Render<ExportsPage>();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(2));
        page.Markup.ShouldContain($"/api/v1/exports/{ready.Id}/file?download=1");
        page.FindAll(".badge.bad").Single().GetAttribute("title").ShouldBe("The disk is full. Make room, then try again.");
        page.FindAll("button.bm-menu-item").Count(b => b.TextContent.Contains("Make again", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_ready_one_plays_says_how_it_was_made_and_can_be_shared()
    {
        Enter(Policies.Operator);
        var details = new ExportDetails([], false, 61_000, 1, new ExportOutcome(ExportOutcome.Copied, LeadMs: 1400));
        var export = Add("clip.mp4", e => e.TryFinish(1024, 5000, details, Clock.GetUtcNow()), ExportState.Running);

        var page = Render<ExportDetailPage>(p => p.Add(x => x.Id, export.Id));

        page.WaitForAssertion(() => page.Find("video").GetAttribute("src").ShouldBe($"/api/v1/exports/{export.Id}/file"));
        page.Find("dl").TextContent.ShouldContain("copied, nothing was encoded anew");
        page.Find("dl").TextContent.ShouldContain("1.4 s more");
        page.Find("dl").TextContent.ShouldContain("1:01 were not recorded");
        page.FindAll(".share button").First(b => b.TextContent.Contains("Make a link", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => page.Find(".share code").ShouldNotBeNull());
        page.FindAll(".share button").First(b => b.TextContent.Contains("Take back", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => page.FindAll(".share code").ShouldBeEmpty());
    }

    [Fact]
    public void The_form_is_filled_in_from_the_address_and_says_what_the_film_will_hold()
    {
        Enter(Policies.Operator);
        var recording = AddRecording("clip.mp4");
        Visit($"/recordings/exports/new?recording={recording.Id}&from=12500&until=42000");

        var page = Render<NewExportPage>();

        page.WaitForAssertion(() => page.FindAll(".bm-form-grid input").Select(i => i.GetAttribute("value")).ShouldBe(["0:12.5", "0:42"]));
        page.Find(".preview").TextContent.ShouldContain("0:29 of film from 1 pieces");
        page.FindAll(".bm-form-grid input")[1].Change("0:01");
        page.WaitForAssertion(() => page.Find(".error").TextContent.ShouldContain("The end must be after the beginning."));
    }

    [Fact]
    public void What_nobody_recorded_is_refused_in_the_form()
    {
        Enter(Policies.Operator);
        Visit("/recordings/exports/new?stream=door&from=2020-01-01T00:00:00Z&until=2020-01-01T01:00:00Z");

        var page = Render<NewExportPage>();

        page.WaitForAssertion(() => page.Find(".error").TextContent.ShouldContain("Nothing of this time was recorded"));
    }

    private Export Add(string name, Action<Export> change, ExportState state)
    {
        var export = new Export { Id = Guid.CreateVersion7(), Name = name, State = state, CreatedAt = Clock.GetUtcNow(), Path = name };
        change(export);
        using var db = app.CreateDb();
        db.Add(export);
        db.SaveChanges();
        return export;
    }
}
