using Microsoft.Extensions.DependencyInjection;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Pages;
using BlazorMedia.Web.Features.Recordings.Retention.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings.Retention;

public sealed class RetentionPagesTests : RecordingPagesContext, IClassFixture<AppFixture>
{
    private readonly AppFixture app;

    public RetentionPagesTests(AppFixture app)
        : base(app)
    {
        this.app = app;
        using var db = app.CreateDb();
        db.Set<RemovalNote>().ExecuteDelete();
    }

    [Fact]
    public void Without_recordings_the_page_says_so_three_times()
    {
        Enter(Policies.Operator);

        var page = Render<RetentionPage>();

        page.WaitForAssertion(() => page.FindAll(".empty h2").Select(h => h.TextContent).ShouldBe(["Nothing has been recorded yet", "Nothing would go now", "Nothing has been removed by itself yet"]));
    }

    [Fact]
    public void What_would_go_is_listed_with_its_reason_and_a_star_takes_it_off_the_list()
    {
        Enter(Policies.Operator);
        var (old, _) = (AddRecording("old.mp4", minutesAgo: 40 * 24 * 60), AddRecording("new.mp4"));
        // Only what lies on this disk can go from it.
        var file = Services.GetRequiredService<RecordingStore>().FileOf(old.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "film");
        var page = Render<RetentionPage>();
        page.WaitForAssertion(() => Section(page, 1).TextContent.ShouldContain("1 recordings with 8.6 MiB"));
        Section(page, 1).QuerySelector("a.row-link")!.TextContent.ShouldBe("old.mp4");
        Section(page, 1).TextContent.ShouldContain("Older than is kept");
        Section(page, 0).TextContent.ShouldContain("30 days");

        Section(page, 1).QuerySelector("td button.bm-button")!.Click();

        page.WaitForAssertion(() => Section(page, 1).TextContent.ShouldContain("Nothing would go now"));
        Reload(old.Id)!.IsFavourite.ShouldBeTrue();
    }

    [Fact]
    public void What_went_is_listed_page_by_page()
    {
        Enter(Policies.Operator);
        AddNotes(25);

        var page = Render<RemovalLog>();

        page.WaitForAssertion(() => page.FindAll("tbody tr:not(.waiting)").Count.ShouldBe(20));
        page.FindAll(".pager button")[1].Click();
        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(5));
        page.FindAll(".pager button")[0].Click();
        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(20));
        page.Markup.ShouldContain("The disk needs room");
    }

    [Fact]
    public void The_favourites_list_only_what_bears_a_star_and_can_be_searched()
    {
        Enter(Policies.Operator);
        var (door, yard) = (AddRecording("door.mp4"), AddRecording("yard.mp4", 5));
        AddRecording("plain.mp4");
        Favour(door, yard);

        var page = Render<FavoritesPage>();

        page.WaitForAssertion(() => page.FindAll("a.bm-tile-title").Select(t => t.TextContent).ShouldBe(["door.mp4", "yard.mp4"]));
        page.FindAll("article [aria-label=Favourite]").Count.ShouldBe(2);
        Visit("/recordings/favorites?text=yard");
        var found = Render<FavoritesPage>();
        found.WaitForAssertion(() => found.FindAll("a.bm-tile-title").Select(t => t.TextContent).ShouldBe(["yard.mp4"]));
    }

    [Fact]
    public void Without_favourites_the_page_says_how_to_make_one()
    {
        Enter();

        var page = Render<FavoritesPage>();

        page.WaitForAssertion(() => page.Find(".empty").TextContent.ShouldContain("press Favourite"));
    }

    [Fact]
    public void A_recording_is_starred_and_locked_by_its_buttons()
    {
        Enter(Policies.Operator);
        var recording = AddRecording("clip.mp4");
        var actions = Render<KeepActions>(p => p.Add(a => a.RecordingId, recording.Id));

        actions.WaitForElements("button")[0].Click();
        actions.WaitForAssertion(() => actions.FindAll("button")[0].GetAttribute("aria-pressed").ShouldBe("true"));
        actions.FindAll("button")[1].Click();
        actions.WaitForAssertion(() => actions.FindAll("button")[1].TextContent.ShouldContain("Locked"));

        (Reload(recording.Id)!.IsFavourite, Reload(recording.Id)!.IsLocked).ShouldBe((true, true));
        Toasts.Shown.ShouldContain(t => t.Message == "clip.mp4 is locked.");
    }

    [Fact]
    public void A_viewer_sees_the_marks_without_buttons()
    {
        Enter();
        var recording = AddRecording("clip.mp4");
        Favour(recording);

        var actions = Render<KeepActions>(p => p.Add(a => a.RecordingId, recording.Id));

        actions.WaitForAssertion(() => actions.Find("[aria-label=Favourite]").ShouldNotBeNull());
        actions.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public void Selected_rows_are_deleted_after_one_question_and_locked_ones_stay()
    {
        Enter(Policies.Operator);
        var (first, second, locked) = (AddRecording("a.mp4"), AddRecording("b.mp4", 1), AddRecording("c.mp4", 2));
        Change(locked, r => r.Lock(true));
        Visit("/recordings?view=table");
        var page = Render<RecordingsPage>();
        foreach (var row in (int[])[0, 1, 2]) page.WaitForElements("input[type=checkbox]")[row].Change(true);
        page.WaitForAssertion(() => page.Find("[role=toolbar]").TextContent.ShouldContain("3 selected, 25.8 MiB"));

        page.Find("[role=toolbar] .bm-button-danger").Click();
        Dialogs.Open.ShouldNotBeNull().Title.ShouldBe("Delete 3 recordings?");
        Dialogs.Answer(true);

        page.WaitForAssertion(() => page.FindAll("a.row-link").Select(a => a.TextContent).ShouldBe(["c.mp4"]));
        Reload(first.Id)!.TrashedAt.ShouldNotBeNull();
        Reload(second.Id)!.TrashedAt.ShouldNotBeNull();
        page.WaitForAssertion(() => Toasts.Shown.Select(t => t.Message).ShouldBe(["2 recordings are in the trash.", "1 were left as they are: This recording is locked. Unlock it first."]));
        page.FindAll("[role=toolbar]").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_stream_keeps_is_set_on_its_card_and_a_mistake_is_told_at_its_field()
    {
        Enter(Policies.Operator);
        var stream = AddStream("front", StreamState.Live);
        await using (var db = app.CreateDb())
        {
            db.Add(stream.Path);
            await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }
        var card = Render<StreamRetentionCard>(p => p.Add(c => c.StreamId, stream.Id));
        card.WaitForElement("#field-days").GetAttribute("placeholder").ShouldBe("as all: 30 days");

        card.Find("#field-days").Change("5000");
        await card.Find("form").SubmitAsync();
        card.WaitForAssertion(() => card.Find("[role=alert]").TextContent.ShouldContain("0 (for ever) to 3650"));
        card.Find("#field-days").Change("7");
        card.Find("#field-maxBytes").Change("1.5");
        card.Find("#field-priority").Change("-2");
        await card.Find("form").SubmitAsync();

        card.WaitForAssertion(() => Toasts.Shown.ShouldContain(t => t.Message.StartsWith("front keeps")));
        await using var saved = app.CreateDb();
        var rule = await saved.Set<RetentionRule>().SingleAsync(r => r.StreamId == stream.Id, Xunit.TestContext.Current.CancellationToken);
        (rule.Days, rule.MaxBytes, rule.Priority).ShouldBe((7, 3L << 29, -2));
    }

    [Fact]
    public void The_clean_up_can_be_begun_from_the_page()
    {
        Enter(Policies.Operator);
        var page = Render<RetentionPage>();

        page.WaitForElement("header .bm-button-primary").Click();

        page.WaitForAssertion(() => Toasts.Shown.ShouldContain(t => t.Message.StartsWith("The clean-up has begun")));
    }

    [Fact]
    public void The_card_of_the_disk_tells_how_many_days_fit_once_that_is_known()
    {
        Enter(Policies.Operator);
        Render<DaysFitPart>().FindAll("a").ShouldBeEmpty();
        AddNotes(1, TimeProvider.System.GetUtcNow().AddDays(-1), 1L << 30);

        var part = Render<DaysFitPart>();

        part.WaitForAssertion(() => part.Find("a[href='/recordings/retention']").TextContent.ShouldContain("days of recordings fit"));
    }

    [Theory]
    [InlineData("ru", "Что ушло бы сейчас")]
    [InlineData("zh-Hans", "现在会删除什么")]
    public void The_page_speaks_the_language_of_its_reader(string culture, string heading)
    {
        Speak(culture);
        Enter(Policies.Operator);

        var page = Render<RetentionPage>();

        page.Find("#retention-plan").TextContent.ShouldBe(heading);
        Speak("en");
    }

    private static AngleSharp.Dom.IElement Section(IRenderedComponent<RetentionPage> page, int index) => page.FindAll("section.bm-section")[index];

    private void Favour(params Recording[] recordings)
    {
        foreach (var recording in recordings) Change(recording, r => r.Favour(true));
    }

    private void Change(Recording recording, Action<Recording> change)
    {
        using var db = app.CreateDb();
        change(db.Set<Recording>().Single(r => r.Id == recording.Id));
        db.SaveChanges();
    }

    private void AddNotes(int count, DateTimeOffset? startedAt = null, long size = 10)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var db = app.CreateDb();
        for (var i = 0; i < count; i++)
        {
            db.Add(new RemovalNote
            {
                Id = Guid.NewGuid(),
                RecordingId = Guid.NewGuid(),
                StreamName = "door",
                Path = $"20261120/n{i}.mp4",
                Size = size,
                StartedAt = startedAt ?? now.AddDays(-30),
                Reason = RemovalNote.Space,
                RemovedAt = now.AddMinutes(-i),
            });
        }
        db.SaveChanges();
    }
}
