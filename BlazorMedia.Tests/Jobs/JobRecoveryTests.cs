using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Tests.Jobs;

public sealed class JobRecoveryTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Work_that_ran_when_the_process_died_runs_again_once()
    {
        await using var died = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>());
        await died.EnqueueAsync<HeldJob>("a");
        await Eventually.TrueAsync(() => died.Probe.Started.Count == 1, "it runs");
        await died.AbandonAsync();

        await using var next = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>());
        await next.EnqueueAsync<HeldJob>("a");

        await Eventually.TrueAsync(() => !next.Probe.Started.IsEmpty, "it runs again");
        next.Probe.Release();
        await Eventually.TrueAsync(() => !next.Probe.Ended.IsEmpty, "it ends");
        next.Probe.MostAtOnce.ShouldBe(1);
        await Eventually.TrueAsync(async () => (await next.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Total == 2, "both runs are in the history");
        (await next.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Items.Select(h => h.Outcome).ShouldBe([JobOutcome.Succeeded, JobOutcome.Interrupted]);
    }

    [Fact]
    public async Task Work_that_must_not_be_done_twice_is_listed_as_failed_when_it_was_cut_off()
    {
        await using var died = await JobsHost.StartAsync(folder.Path, s => s.AddJob<OnceJob, ProbeInput>());
        await died.EnqueueAsync<OnceJob>("a");
        await Eventually.TrueAsync(() => died.Probe.Started.Count == 1, "it runs");
        await died.AbandonAsync();

        await using var next = await JobsHost.StartAsync(folder.Path, s => s.AddJob<OnceJob, ProbeInput>());

        await Eventually.TrueAsync(async () => await next.Board.FailedCountAsync(Ct) == 1, "it is listed");
        next.Probe.Started.ShouldBeEmpty();
        (await next.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Items.Single().Outcome.ShouldBe(JobOutcome.Interrupted);
        var failed = (await next.Board.FailedAsync(0, 1, Ct)).Items.Single();
        failed.Error.ShouldContain("The program stopped");
        next.Probe.Release();
        (await next.Control.RetryAsync(failed.Id, Ct)).IsSuccess.ShouldBeTrue();
        await Eventually.TrueAsync(() => next.Probe.Ended.Contains("a"), "it runs when a person says so, with its input");
    }

    [Fact]
    public async Task A_nightly_job_that_was_cut_off_runs_again_at_once()
    {
        await using var died = await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<NightlyJob>());
        await died.Control.RunNowAsync(NightlyJob.Spec.Key, Ct);
        await Eventually.TrueAsync(() => died.Probe.Started.Count == 1, "it runs");
        await died.AbandonAsync();

        await using var next = await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<NightlyJob>());

        await Eventually.TrueAsync(() => !next.Probe.Started.IsEmpty, "it runs again");
        (await next.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Items.Single().Outcome.ShouldBe(JobOutcome.Interrupted);
    }

    [Fact]
    public async Task Work_that_a_shutdown_interrupts_runs_again_at_the_next_start()
    {
        await using (var stopped = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>()))
        {
            await stopped.EnqueueAsync<HeldJob>("a");
            await Eventually.TrueAsync(() => stopped.Probe.Started.Count == 1, "it runs");
            await stopped.StopAsync();
            stopped.Probe.Ended.ShouldBeEmpty();
        }

        await using var next = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>());

        await Eventually.TrueAsync(() => next.Probe.Started.Contains("a"), "it runs again");
        (await next.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Items.Single().Outcome.ShouldBe(JobOutcome.Interrupted);
    }

    [Fact]
    public async Task A_schedule_that_no_longer_exists_is_forgotten()
    {
        await using (await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<FailingScheduledJob>()))
        {
        }

        await using var next = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>());

        (await next.Schedules.ListAsync(Ct)).ShouldBeEmpty();
        (await next.Control.RunNowAsync(FailingScheduledJob.Spec.Key, Ct)).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public async Task The_history_keeps_at_most_500_runs_of_a_job()
    {
        await using (var busy = await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<BusyScheduledJob>()))
            await Eventually.TrueAsync(() => busy.Probe.Ended.Count > 540, "it ran more often than that");

        // The engine trims with its first write after a start, and every few minutes from then on.
        await using var next = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>());
        (await next.Board.HistoryAsync(JobRunFilter.Everything, 0, 1, Ct)).Total.ShouldBeGreaterThan(500);
        await next.EnqueueAsync<FailingJob>("a");

        await Eventually.TrueAsync(async () => (await next.Board.HistoryAsync(JobRunFilter.Everything, 0, 1, Ct)).Total is > 400 and <= 501, "the history is trimmed");
    }
}
