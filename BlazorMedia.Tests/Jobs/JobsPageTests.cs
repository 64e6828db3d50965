using AngleSharp.Dom;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Failures;
using BlazorMedia.Web.Features.Jobs.Pages;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Jobs;

/// <summary>The page over the real engine.</summary>
public sealed class JobsPageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder folder = new();
    private readonly BunitContext page = new();
    private JobsHost host = default!;

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>().AddJob<FailingJob, ProbeInput>().AddScheduledJob<FailingScheduledJob>());
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.AddAuthorization().SetAuthorized("operator").SetPolicies("operator");
        page.Services.AddLocalization().AddSingleton(TimeProvider.System).AddShell();
        page.Services.AddSingleton(host.Board).AddSingleton(host.Control).AddSingleton(host.Schedules).AddSingleton(host.Get<LiveTopics>());
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("running", "Nothing is running")]
    [InlineData("waiting", "Nothing is waiting")]
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
        var shown = Open("");
        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing is running"), Patience);

        await host.EnqueueAsync<HeldJob>("a");
        shown.WaitForAssertion(() => shown.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("40"), Patience);
        var asked = shown.Find("[aria-label=Cancel]").ClickAsync();
        await AgreeAsync();
        await asked;

        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing is running"), Patience);
        host.Probe.Ended.ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_work_shows_its_error_and_is_retried_by_a_click()
    {
        host.Probe.FailuresLeft = 1;
        await host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "the failure is listed");

        var shown = Open("?tab=failed");
        shown.WaitForAssertion(() => shown.Find("tbody .error").TextContent.ShouldBe("The disk could not be read or written."), Patience);
        shown.Find("tbody .error").GetAttribute("title").ShouldBe("Details: The disk said no to a");
        await Button(shown, "Retry").ClickAsync();

        await Eventually.TrueAsync(() => host.Probe.Ended.Contains("a"), "it ran again");
        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing has failed"), Patience);
    }

    [Fact]
    public async Task A_failure_opened_by_its_address_shows_the_text_to_copy_and_can_be_discarded()
    {
        await host.Get<JobFailureLog>().RecordAsync("test.failing", "a", "{}", new IOException("no space left"), 6, Ct);
        var id = (await host.Board.FailedAsync(0, 1, Ct)).Items.Single().Id;

        var shown = Open($"?tab=failed&id={id}");
        shown.WaitForAssertion(() => shown.Find("[role=dialog] pre").TextContent.ShouldContain("System.IO.IOException: no space left"), Patience);
        var asked = Button(shown, "Discard").ClickAsync();
        await AgreeAsync();
        await asked;

        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Nothing has failed"), Patience);
    }

    [Fact]
    public async Task A_schedule_can_be_run_now()
    {
        var shown = Open("?tab=schedules");
        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldContain("test.failing-scheduled"), Patience);

        await Button(shown, "Run now").ClickAsync();

        await Eventually.TrueAsync(() => !host.Probe.Ended.IsEmpty, "it ran");
    }

    [Fact]
    public async Task The_history_hides_routine_until_it_is_asked_for_but_never_what_went_wrong()
    {
        host.Probe.FailuresLeft = 1;
        await host.Control.RunNowAsync("test.failing-scheduled", Ct);
        await Eventually.TrueAsync(async () => (await host.Board.HistoryAsync(0, 10, Ct)).Total == 1, "it failed");
        await host.Control.RunNowAsync("test.failing-scheduled", Ct);
        await host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => (await host.Board.HistoryAsync(0, 10, Ct)).Total == 3, "all ran");

        var shown = Open("?tab=history");
        shown.WaitForAssertion(() => shown.FindAll("tbody tr").Count.ShouldBe(2), Patience);
        shown.Find("tbody").TextContent.ShouldContain("test.failing-scheduled");
        shown.Find("button.bm-chip").Click();

        shown.WaitForAssertion(() => shown.FindAll("tbody tr").Count.ShouldBe(3), Patience);
        page.Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?tab=history&routine=1");
    }

    [Fact]
    public async Task The_overview_is_silent_until_something_has_failed()
    {
        var part = page.Render<FailedJobsPart>();
        part.Markup.Trim().ShouldBeEmpty();

        host.Probe.FailuresLeft = 1;
        await host.EnqueueAsync<FailingJob>("a");

        part.WaitForAssertion(() => part.Find("a").GetAttribute("href").ShouldBe("/jobs?tab=failed"), Patience);
    }

    private IRenderedComponent<JobsPage> Open(string query)
    {
        page.Services.GetRequiredService<NavigationManager>().NavigateTo("/jobs" + query);
        return page.Render<JobsPage>();
    }

    private async Task AgreeAsync()
    {
        var dialogs = page.Services.GetRequiredService<Dialogs>();
        await Eventually.TrueAsync(() => dialogs.Open is not null, "the question is asked");
        dialogs.Answer(true);
    }

    private static IElement Button(IRenderedComponent<JobsPage> shown, string text) => shown.FindAll("button").First(b => b.TextContent.Trim().EndsWith(text, StringComparison.Ordinal));
}
