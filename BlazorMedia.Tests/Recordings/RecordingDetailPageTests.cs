using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings;

public sealed class RecordingDetailPageTests(AppFixture app) : RecordingPagesContext(app), IClassFixture<AppFixture>
{
    [Fact]
    public void A_recording_that_is_gone_is_said_to_be_gone()
    {
        Enter();

        var page = Open(Guid.NewGuid());

        page.WaitForAssertion(() => page.Find(".empty h2").TextContent.ShouldBe("There is no such recording"));
    }

    [Fact]
    public void A_recording_that_has_just_begun_says_that_it_can_be_watched_soon()
    {
        Enter();

        var page = Open(AddRunning("clip.mp4").Id);

        page.WaitForAssertion(() => page.Find(".so-far").TextContent.ShouldContain("Still recording"));
        page.FindAll("video").ShouldBeEmpty();
    }

    [Fact]
    public void A_ready_one_can_be_played_and_downloaded()
    {
        Enter();
        var recording = AddRecording("clip.mp4");

        var page = Open(recording.Id);

        page.WaitForAssertion(() => page.Find("video").GetAttribute("src").ShouldBe($"/api/v1/recordings/{recording.Id}/file"));
        page.Find("a[download]").GetAttribute("href").ShouldBe($"/api/v1/recordings/{recording.Id}/file?download=1");
        page.Find("dl").TextContent.ShouldContain("H.264 · 1280×720");
        page.FindAll(".bm-button-danger").ShouldBeEmpty();
    }

    [Fact]
    public void A_failed_one_says_that_nothing_is_lost_and_where_to_retry()
    {
        Enter();
        var recording = AddRecording("clip.mp4", failure: "no-space: No space left on device");

        var page = Open(recording.Id);

        page.WaitForAssertion(() => page.Find(".notice").TextContent.ShouldContain("The disk is full. What was recorded is kept."));
        page.Find(".notice details").TextContent.ShouldContain("No space left on device");
        page.FindAll("video").ShouldBeEmpty();
        page.Find("a[href='/jobs?tab=failed']").TextContent.ShouldBe("Failed jobs");
    }

    [Fact]
    public void The_gaps_between_pieces_are_told_with_their_reasons()
    {
        Enter();
        var start = Clock.GetUtcNow();
        var recording = AddRecording("clip.mp4", 0, "door", null,
            RecordingPiece.Of(0, start, 30_000, 0, null),
            RecordingPiece.Of(1, start.AddSeconds(75), 42_000, 30_000, "stalled"));

        var page = Open(recording.Id);

        page.WaitForAssertion(() => page.Find(".lost").TextContent.ShouldContain("45.0 s missing"));
        page.Find(".lost").TextContent.ShouldContain("Connected, but no new picture arrives.");
        page.FindAll("ol li button").Select(b => b.TextContent.Trim()).ShouldBe(["play_arrow0:00", "play_arrow0:30"]);
    }

    [Fact]
    public async Task A_name_that_cannot_be_is_refused_at_its_field()
    {
        Enter(Policies.Operator);
        var recording = AddRecording("clip.mp4");
        var page = Open(recording.Id);
        page.WaitForElement(".actions button").Click();

        page.Find("form.rename input").Change("a/b");
        await page.Find("form.rename").SubmitAsync();

        page.WaitForAssertion(() => page.Find("form.rename [role=alert]").TextContent.ShouldContain("A file name may not hold"));
        Reload(recording.Id)!.Name.ShouldBe("clip.mp4");
    }

    [Fact]
    public void Deleting_asks_once_and_leads_back_to_the_list()
    {
        Enter(Policies.Operator);
        var recording = AddRecording("clip.mp4");
        var page = Open(recording.Id);
        page.WaitForElement(".bm-button-danger").Click();

        Dialogs.Open.ShouldNotBeNull().Title.ShouldBe("Delete “clip.mp4”?");
        Reload(recording.Id)!.TrashedAt.ShouldBeNull();
        Dialogs.Answer(true);

        page.WaitForAssertion(() => Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/recordings"));
        Reload(recording.Id)!.TrashedAt.ShouldNotBeNull();
    }

    private IRenderedComponent<RecordingDetailPage> Open(Guid id) => Render<RecordingDetailPage>(p => p.Add(c => c.Id, id));
}
