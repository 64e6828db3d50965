using AngleSharp.Dom;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Jobs.Failures;
using BlazorMedia.Web.Features.Jobs.Pages;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Jobs;

/// <summary>The page over the real engine.</summary>
public sealed class JobsPageTests : JobsPageScene
{
    [Theory]
    [InlineData("running", "Nothing is running")]
    [InlineData("waiting", "Nothing is waiting")]
    [InlineData("scheduled", "Nothing is put off")]
    [InlineData("failed", "Nothing has failed")]
    [InlineData("history", "Nothing has run yet")]
    public void A_tab_without_jobs_says_what_it_is_for(string tab, string sentence)
    {
        var shown = Open("?tab=" + tab);

        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe(sentence), Patience);
        shown.Find("nav [aria-current=page]").GetAttribute("href").ShouldBe("/jobs?tab=" + tab);
    }

    [Fact]
    public async Task Running_work_appears_by_itself_and_is_cancelled_after_a_question()
    {
        var shown = Open("?tab=running");
        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing is running"), Patience);

        await Host.EnqueueAsync<HeldJob>("a");
        shown.WaitForAssertion(() => shown.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("40"), Patience);
        var asked = shown.InvokeAsync(() => shown.Find("[aria-label=Cancel]").ClickAsync());
        await AgreeAsync();
        await asked;

        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing is running"), Patience);
        Host.Probe.Ended.ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_work_shows_its_error_and_is_retried_by_a_click()
    {
        Host.Probe.FailuresLeft = 1;
        await Host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => await Host.Board.FailedCountAsync(Ct) == 1, "the failure is listed");

        var shown = Open("?tab=failed");
        shown.WaitForAssertion(() => shown.Find("tbody .error").TextContent.ShouldBe("The disk could not be read or written."), Patience);
        shown.Find("tbody .error").GetAttribute("title").ShouldBe("Details: The disk said no to a");
        await PressAsync(shown, "Retry");

        await Eventually.TrueAsync(() => Host.Probe.Ended.Contains("a"), "it ran again");
        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing has failed"), Patience);
    }

    [Fact]
    public async Task A_failure_opened_by_its_address_shows_the_text_to_copy_and_can_be_discarded()
    {
        await Host.Get<JobFailureLog>().RecordAsync("test.failing", "a", "{}", new IOException("no space left"), 6, Ct);
        var id = (await Host.Board.FailedAsync(0, 1, Ct)).Items.Single().Id;

        var shown = Open($"?tab=failed&id={id}");
        shown.WaitForAssertion(() => shown.Find("[role=dialog] pre").TextContent.ShouldContain("System.IO.IOException: no space left"), Patience);
        var asked = PressAsync(shown, "Discard");
        await AgreeAsync();
        await asked;

        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing has failed"), Patience);
    }

    [Fact]
    public async Task A_schedule_can_be_run_now()
    {
        var shown = Open("?tab=schedules");
        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldContain("test.failing-scheduled"), Patience);

        await PressAsync(shown, "Run now");

        await Eventually.TrueAsync(() => !Host.Probe.Ended.IsEmpty, "it ran");
    }

    [Fact]
    public async Task The_history_hides_routine_until_it_is_asked_for_but_never_what_went_wrong()
    {
        Host.Probe.FailuresLeft = 1;
        await Host.Control.RunNowAsync("test.failing-scheduled", Ct);
        await Eventually.TrueAsync(async () => (await Host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Total == 1, "it failed");
        await Host.Control.RunNowAsync("test.failing-scheduled", Ct);
        await Host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => (await Host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Total == 3, "all ran");

        var shown = Open("?tab=history");
        shown.WaitForAssertion(() => shown.FindAll("tbody tr").Count.ShouldBe(2), Patience);
        shown.Find("tbody").TextContent.ShouldContain("test.failing-scheduled");
        await shown.InvokeAsync(() => shown.Find("button.bm-chip").Click());

        shown.WaitForAssertion(() => shown.FindAll("tbody tr").Count.ShouldBe(3), Patience);
        Page.Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?tab=history&routine=1");
    }

    [Fact]
    public async Task All_failed_work_is_discarded_after_a_question_with_the_number()
    {
        foreach (var name in new[] { "a", "b", "c" }) await Host.Get<JobFailureLog>().RecordAsync("test.failing", name, "{}", new IOException("no"), 1, Ct);

        var shown = Open("?tab=failed");
        shown.WaitForAssertion(() => shown.FindAll("tbody tr").Count.ShouldBe(3), Patience);
        var asked = PressAsync(shown, "Discard all");
        (await AgreeAsync()).ShouldContain("3 failed jobs");
        await asked;

        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing has failed"), Patience);
    }

    [Fact]
    public async Task An_operator_reads_but_has_nothing_to_press()
    {
        await Host.Get<JobFailureLog>().RecordAsync("test.failing", "a", "{}", new IOException("no"), 1, Ct);
        AsOperator();

        var failed = Open("?tab=failed");
        failed.WaitForAssertion(() => failed.FindAll("tbody tr").Count.ShouldBe(1), Patience);
        failed.FindAll("button").Where(b => !b.ClassList.Contains("row-link")).ShouldBeEmpty();
        var schedules = Open("?tab=schedules&edit=test.failing-scheduled");
        schedules.WaitForAssertion(() => schedules.FindAll("tbody tr").Count.ShouldBe(1), Patience);
        schedules.FindAll("button, [role=dialog]").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_overview_is_silent_until_something_has_failed()
    {
        var part = Page.Render<FailedJobsPart>();
        part.Markup.Trim().ShouldBeEmpty();

        Host.Probe.FailuresLeft = 1;
        await Host.EnqueueAsync<FailingJob>("a");

        part.WaitForAssertion(() => part.Find("a").GetAttribute("href").ShouldBe("/jobs?tab=failed"), Patience);
    }
}
