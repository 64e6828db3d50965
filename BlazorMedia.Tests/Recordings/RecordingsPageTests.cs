using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings;

public sealed class RecordingsPageTests(AppFixture app) : RecordingPagesContext(app), IClassFixture<AppFixture>
{
    [Fact]
    public void Without_recordings_the_page_leads_to_the_streams()
    {
        Enter();

        var page = Render<RecordingsPage>();

        page.WaitForAssertion(() => page.Find(".empty h2").TextContent.ShouldBe("Nothing has been recorded yet"));
        page.Find(".empty .action a").GetAttribute("href").ShouldBe("/streams");
    }

    [Fact]
    public void The_newest_stands_first_with_its_length_and_size()
    {
        Enter();
        AddRecording("old.mp4", minutesAgo: 90);
        AddRecording("new.mp4");

        var page = Render<RecordingsPage>();

        page.WaitForAssertion(() => Titles(page).ShouldBe(["new.mp4", "old.mp4"]));
        page.Find(".length").TextContent.ShouldBe("1:12");
        page.Find("article").TextContent.ShouldContain("8.6 MiB · 1280×720 · H.264 + AAC");
    }

    [Theory]
    [InlineData("/recordings?text=GARD")]
    [InlineData("/recordings?stream=yard")]
    [InlineData("/recordings?day=2026-11-18")]
    public void The_address_filters_the_list(string address)
    {
        Enter();
        AddRecording("other.mp4");
        AddRecording("garden.mp4", minutesAgo: 2 * 24 * 60, stream: "yard");
        Visit(address);

        var page = Render<RecordingsPage>();

        page.WaitForAssertion(() => Titles(page).ShouldBe(["garden.mp4"]));
    }

    [Fact]
    public void A_filter_that_fits_nothing_says_so()
    {
        Enter();
        AddRecording("other.mp4");
        Visit("/recordings?text=nothing");

        var page = Render<RecordingsPage>();

        page.WaitForAssertion(() => page.Find(".empty h2").TextContent.ShouldBe("No recording matches"));
    }

    [Fact]
    public void A_day_that_is_none_is_refused_in_words()
    {
        Enter();
        Visit("/recordings?day=yesterday");

        var page = Render<RecordingsPage>();

        page.WaitForAssertion(() => page.Find(".notice").TextContent.ShouldContain("A day is written YYYY-MM-DD or YYYYMMDD."));
    }

    [Fact]
    public void Pages_lead_on_and_back()
    {
        Enter();
        for (var i = 0; i < 60; i++) AddRecording($"r{i:00}.mp4", minutesAgo: i);
        var page = Render<RecordingsPage>();
        page.WaitForAssertion(() => Titles(page).Count().ShouldBe(48));

        page.FindAll("nav.pager button")[1].Click();
        page.WaitForAssertion(() => Titles(page).First().ShouldBe("r48.mp4"));
        page.FindAll("nav.pager button")[0].Click();

        page.WaitForAssertion(() => Titles(page).First().ShouldBe("r00.mp4"));
    }

    [Theory]
    [InlineData("en", "The disk is full.")]
    [InlineData("ru", "Диск заполнен.")]
    [InlineData("zh-Hans", "磁盘已满。")]
    public void A_failed_one_says_why_in_the_readers_language(string language, string reason)
    {
        Speak(language);
        Enter();
        AddRecording("lost.mp4", failure: "no-space: No space left on device");
        Visit("/recordings?view=table");

        var page = Render<RecordingsPage>();

        page.WaitForAssertion(() => page.Find("tbody .badge").GetAttribute("title").ShouldBe(reason));
    }

    [Fact]
    public void Deleting_moves_into_the_trash_and_can_be_taken_back()
    {
        Enter(Policies.Operator);
        var recording = AddRecording("clip.mp4");
        var page = Render<RecordingsPage>();
        page.WaitForElement(".bm-menu-item-danger").Click();
        var question = Dialogs.Open.ShouldNotBeNull();
        question.Title.ShouldBe("Delete “clip.mp4”?");
        question.Message.ShouldContain("can be undone");
        Reload(recording.Id)!.TrashedAt.ShouldBeNull();

        Dialogs.Answer(true);

        page.WaitForAssertion(() => page.FindAll("article").ShouldBeEmpty());
        Reload(recording.Id)!.TrashedAt.ShouldNotBeNull();
        var toast = Toasts.Shown.Single();
        toast.Message.ShouldBe("clip.mp4 is in the trash.");
        page.InvokeAsync(toast.Action!);

        page.WaitForAssertion(() => Titles(page).ShouldBe(["clip.mp4"]));
    }

    [Theory]
    [InlineData("/recordings")]
    [InlineData("/recordings?view=table")]
    public void Who_thinks_better_of_it_keeps_the_recording(string address)
    {
        Enter(Policies.Operator);
        var recording = AddRecording("clip.mp4");
        Visit(address);
        var page = Render<RecordingsPage>();
        page.WaitForElement(".bm-menu-item-danger").Click();

        Dialogs.Answer(false);

        Reload(recording.Id)!.TrashedAt.ShouldBeNull();
        Toasts.Shown.ShouldBeEmpty();
    }

    [Fact]
    public void The_heading_turns_the_order_and_the_address_keeps_it()
    {
        Enter();
        AddRecording("old.mp4", minutesAgo: 90);
        AddRecording("new.mp4");
        Visit("/recordings?view=table");
        var page = Render<RecordingsPage>();
        page.WaitForAssertion(() => page.FindAll("a.row-link").Select(a => a.TextContent).ShouldBe(["new.mp4", "old.mp4"]));
        page.Find("th[aria-sort]").GetAttribute("aria-sort").ShouldBe("descending");

        page.Find("th .sort").Click();

        page.WaitForAssertion(() => page.FindAll("a.row-link").Select(a => a.TextContent).ShouldBe(["old.mp4", "new.mp4"]));
        page.Find("th[aria-sort]").GetAttribute("aria-sort").ShouldBe("ascending");
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?view=table&order=asc");
    }

    [Fact]
    public void The_trash_lists_what_can_be_restored()
    {
        Enter(Policies.Operator);
        var recording = AddRecording("clip.mp4");
        Services.GetRequiredService<Web.Features.Recordings.Files.DeleteRecording>().HandleAsync(recording.Id, Xunit.TestContext.Current.CancellationToken);
        Visit("/recordings?view=trash");
        var page = Render<RecordingsPage>();
        page.Find("h1").TextContent.ShouldBe("Trash");

        page.WaitForElement("tbody td .bm-button").Click();

        page.WaitForAssertion(() => page.Find(".empty h2").TextContent.ShouldBe("The trash is empty"));
        Reload(recording.Id)!.TrashedAt.ShouldBeNull();
    }

    [Fact]
    public void A_viewer_can_play_and_download_but_not_delete()
    {
        Enter();
        var recording = AddRecording("clip.mp4");
        var page = Render<RecordingsPage>();

        page.WaitForAssertion(() => page.FindAll(".bm-menu-item").Select(i => i.GetAttribute("href")).ShouldBe(
            [$"/recordings/{recording.Id}", $"/api/v1/recordings/{recording.Id}/file?download=1"]));
    }

    [Fact]
    public void The_first_step_back_in_days_leads_to_today()
    {
        Enter();
        var page = Render<RecordingsPage>();

        page.FindAll(".day button")[0].Click();
        page.WaitForAssertion(() => page.Find("input[type=date]").GetAttribute("value").ShouldBe("2026-11-20"));
        page.FindAll(".day button")[0].Click();

        page.WaitForAssertion(() => page.Find("input[type=date]").GetAttribute("value").ShouldBe("2026-11-19"));
    }

    private static IEnumerable<string> Titles(IRenderedComponent<RecordingsPage> page) => page.FindAll("a.bm-tile-title").Select(t => t.TextContent);
}
