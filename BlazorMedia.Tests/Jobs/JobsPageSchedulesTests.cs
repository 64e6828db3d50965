using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs.Pages;
using Bunit;

namespace BlazorMedia.Tests.Jobs;

/// <summary>Overview, schedules, retries and the drawer of a run.</summary>
public sealed class JobsPageSchedulesTests : JobsPageScene
{
    private const string Key = "test.failing-scheduled";

    [Fact]
    public async Task The_overview_counts_draws_the_hours_and_names_the_node()
    {
        await Host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(() => !Host.Probe.Ended.IsEmpty, "it ran");

        var shown = Open("");

        shown.WaitForAssertion(() => shown.Find("figcaption .key strong").TextContent.ShouldBe("1"), Patience);
        shown.FindAll("figure svg g").Count.ShouldBe(24);
        shown.FindAll("figure table tbody tr").Count.ShouldBe(24);
        shown.FindAll(".stat").Count.ShouldBe(4);
        shown.FindAll("table")[^1].TextContent.ShouldContain(Environment.MachineName);
        await shown.InvokeAsync(() => shown.FindAll("button.bm-chip")[1].Click());
        shown.WaitForAssertion(() => shown.FindAll("figure svg g").Count.ShouldBe(7 * 24), Patience);
    }

    [Fact]
    public async Task A_cron_expression_is_previewed_refused_with_the_reason_and_saved()
    {
        var shown = await EditAsync();
        await shown.InvokeAsync(() => shown.FindAll("input[type=radio]")[1].Change(true));
        await shown.InvokeAsync(() => shown.Find("input[name=cron]").Input("61 3 * * *"));

        shown.Find("#cron-error").TextContent.ShouldContain("The cron expression cannot be read.");
        shown.Find(".reason").TextContent.ShouldNotBeNullOrWhiteSpace();
        shown.FindAll("ol li").ShouldBeEmpty();
        Button(shown, "Save").HasAttribute("disabled").ShouldBeTrue();

        await shown.InvokeAsync(() => shown.Find("input[name=cron]").Input("30 3 * * *"));
        shown.FindAll("ol li").Count.ShouldBe(5);
        await shown.InvokeAsync(() => shown.Find("form").Submit());

        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldContain("30 3 * * *"), Patience);
        shown.FindAll("[role=dialog]").ShouldBeEmpty();
        (await Host.Schedules.FindAsync(Key, Ct))!.Rhythm.Cron.ShouldBe("30 3 * * *");
    }

    [Fact]
    public async Task An_interval_too_short_is_refused_and_the_job_s_own_comes_back_by_a_click()
    {
        var shown = await EditAsync();
        await shown.InvokeAsync(() => shown.Find("select[name=unit]").Change("1"));
        await shown.InvokeAsync(() => shown.Find("input[name=amount]").Input("5"));
        shown.Find("#everySeconds-error").TextContent.ShouldContain("10 seconds");
        await shown.InvokeAsync(() => shown.Find("input[name=amount]").Input("90"));
        await shown.InvokeAsync(() => shown.Find("form").Submit());
        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldContain("changed"), Patience);

        await PressAsync(shown, "Back to default");

        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldNotContain("changed"), Patience);
        (await Host.Schedules.FindAsync(Key, Ct))!.Rhythm.Every.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_schedule_is_paused_and_resumed()
    {
        var shown = Open("?tab=schedules");
        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldContain(Key), Patience);

        await PressAsync(shown, "Pause");
        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldContain("Paused"), Patience);
        await PressAsync(shown, "Resume");

        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldNotContain("Paused"), Patience);
        (await Host.Schedules.FindAsync(Key, Ct))!.IsPaused.ShouldBeFalse();
    }

    [Fact]
    public async Task Retries_are_changed_and_wrong_numbers_refused()
    {
        var shown = Open("?tab=kinds&edit=test.failing");
        shown.WaitForAssertion(() => shown.Find("input[name=retries]").GetAttribute("value").ShouldBe("0"), Patience);
        await shown.InvokeAsync(() => shown.Find("input[name=retries]").Change("21"));
        await shown.InvokeAsync(() => shown.Find("form").Submit());
        shown.WaitForAssertion(() => shown.Find("#retries-error").TextContent.ShouldContain("0 to 20"), Patience);

        await shown.InvokeAsync(() => shown.Find("input[name=retries]").Change("3"));
        await shown.InvokeAsync(() => shown.Find("input[name=pause]").Change("30"));
        await shown.InvokeAsync(() => shown.Find("form").Submit());

        shown.WaitForAssertion(() => shown.Find("tbody").TextContent.ShouldContain("3, the first after 30 s"), Patience);
    }

    [Fact]
    public async Task A_run_shows_its_lines_while_it_runs_and_its_input_and_attempts_afterwards()
    {
        await Host.EnqueueAsync<TalkingJob>("a");
        var id = (await Eventually.GetAsync(async () => await Host.Board.RunningAsync(Ct) is [var first, ..] ? first : null, "it runs")).Id;

        var shown = Open($"?tab=running&run={id}");
        shown.WaitForAssertion(() => shown.Find(".log pre").TextContent.ShouldContain("Said by a"), Patience);
        Host.Probe.Release();

        shown.WaitForAssertion(() => shown.Find("[role=dialog]").TextContent.ShouldContain("Runs of the same work"), Patience);
        shown.Find(".log pre").TextContent.ShouldContain("Said by a");
        shown.FindAll("pre").Select(p => p.TextContent).ShouldContain("{\"name\":\"a\"}");
    }

    [Fact]
    public async Task The_history_is_filtered_by_job_and_outcome_in_the_address()
    {
        Host.Probe.FailuresLeft = 1;
        await Host.EnqueueAsync<FailingJob>("bad");
        await Eventually.TrueAsync(async () => await Host.Board.FailedCountAsync(Ct) == 1, "it failed");
        await Host.EnqueueAsync<FailingJob>("good");
        await Eventually.TrueAsync(() => Host.Probe.Ended.Contains("good"), "it ran");

        var shown = Open("?tab=history&job=test.failing&outcome=failed");

        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldContain("bad"), Patience);
        shown.FindAll("tbody tr").Count.ShouldBe(1);
        await shown.InvokeAsync(() => shown.Find("select").Change("test.held"));
        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("No run matches"), Patience);
    }

    private async Task<IRenderedComponent<JobsPage>> EditAsync()
    {
        var shown = Open("?tab=schedules");
        shown.WaitForAssertion(() => shown.Find("tbody tr").TextContent.ShouldContain(Key), Patience);
        await PressAsync(shown, "Edit schedule…");
        shown.WaitForAssertion(() => shown.FindAll("ol li").Count.ShouldBe(5), Patience);
        return shown;
    }
}
