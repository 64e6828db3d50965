using BlazorMedia.Domain.Jobs;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Tests.Jobs;

public class JobQueueTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Equal_pending_work_is_queued_once_and_runs_after_the_one_that_runs()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>());
        await host.EnqueueAsync<HeldJob>("a");
        await Eventually.TrueAsync(() => host.Probe.Started.Count == 1, "the first runs");

        await host.EnqueueAsync<HeldJob>("a");
        await host.EnqueueAsync<HeldJob>("a");
        await host.EnqueueAsync<HeldJob>("b");
        await Eventually.TrueAsync(() => host.Probe.Started.Contains("b"), "other work runs beside it");

        (await host.Board.WaitingAsync(Ct)).Select(w => (w.Key, w.Identity)).ShouldBe([("test.held", "a")]);
        host.Probe.Started.Count(n => n == "a").ShouldBe(1);
        host.Probe.Release();
        await Eventually.TrueAsync(async () => (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Total == 3, "all ran");
        host.Probe.Ended.Order().ShouldBe(["a", "a", "b"]);
    }

    [Fact]
    public async Task At_most_two_jobs_that_use_the_disk_run_at_once()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<DiskJob, ProbeInput>().AddJob<HeldJob, ProbeInput>());
        foreach (var name in new[] { "1", "2", "3", "4" }) await host.EnqueueAsync<DiskJob>(name);
        await Eventually.TrueAsync(() => host.Probe.Started.Count == 2, "two run");

        await host.EnqueueAsync<HeldJob>("other");

        await Eventually.TrueAsync(() => host.Probe.Started.Contains("other"), "a job that does not use the disk gets its thread");
        host.Probe.Started.Count.ShouldBe(3);
        host.Probe.Release();
        await Eventually.TrueAsync(() => host.Probe.Ended.Count == 5, "all ran");
    }

    [Fact]
    public async Task Exclusive_jobs_run_one_after_another_but_beside_other_work()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<ExclusiveJob, ProbeInput>().AddJob<HeldJob, ProbeInput>());
        await host.EnqueueAsync<ExclusiveJob>("1");
        await host.EnqueueAsync<ExclusiveJob>("2");
        await Eventually.TrueAsync(() => host.Probe.Started.Count == 1, "one runs");

        await host.EnqueueAsync<HeldJob>("other");

        await Eventually.TrueAsync(() => host.Probe.Started.Contains("other"), "another job runs beside it");
        host.Probe.Started.Count.ShouldBe(2);
        host.Probe.Release();
        await Eventually.TrueAsync(() => host.Probe.Ended.Count == 3, "all ran");
    }

    [Fact]
    public async Task Work_for_later_waits_for_its_time_and_runs_at_once_when_it_is_enqueued_again()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>());
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);
        await host.Queue.EnqueueAtAsync<FailingJob, ProbeInput>(new("a"), "a", tomorrow.AddHours(1), Ct);
        await host.Queue.EnqueueAtAsync<FailingJob, ProbeInput>(new("a"), "a", tomorrow, Ct);

        (await host.Board.WaitingAsync(Ct)).Single().DueAt.ShouldBe(tomorrow, TimeSpan.FromSeconds(1));
        await host.EnqueueAsync<FailingJob>("a");

        await Eventually.TrueAsync(() => host.Probe.Ended.Contains("a"), "it runs at once");
        await Eventually.TrueAsync(async () => (await host.Board.WaitingAsync(Ct)).Count == 0, "nothing waits any more");
    }

    [Fact]
    public async Task Cancelling_running_work_ends_it_without_a_retry()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>());
        await host.EnqueueAsync<HeldJob>("a");
        await Eventually.TrueAsync(() => host.Probe.Started.Count == 1, "it runs");

        (await host.Control.CancelAsync((await host.Board.RunningAsync(Ct)).Single().Id, Ct)).IsSuccess.ShouldBeTrue();

        await Eventually.TrueAsync(async () => (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Total == 1, "it ended");
        (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Items.Single().Outcome.ShouldBe(JobOutcome.Cancelled);
        (await host.Board.WaitingAsync(Ct)).ShouldBeEmpty();
        (await host.Board.FailedCountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Cancelling_waiting_work_takes_it_out_of_the_queue()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>());
        await host.EnqueueAsync<HeldJob>("a");
        await Eventually.TrueAsync(() => host.Probe.Started.Count == 1, "it runs");
        await host.EnqueueAsync<HeldJob>("a");

        var waiting = (await host.Board.WaitingAsync(Ct)).Single();
        (await host.Control.CancelAsync(waiting.Id, Ct)).IsSuccess.ShouldBeTrue();

        (await host.Board.WaitingAsync(Ct)).ShouldBeEmpty();
        (await host.Board.RunningAsync(Ct)).Count.ShouldBe(1);
        (await host.Control.CancelAsync(waiting.Id, Ct)).Refusal.ShouldBe(JobRefusals.NotFound);
    }

    [Fact]
    public async Task A_schedule_runs_soon_and_never_beside_itself()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<SlowScheduledJob>());

        await Eventually.TrueAsync(() => !host.Probe.Started.IsEmpty, "it runs");
        (await host.Control.RunNowAsync(SlowScheduledJob.Spec.Key, Ct)).IsSuccess.ShouldBeTrue();
        await Eventually.TrueAsync(() => host.Probe.Ended.Count >= 4, "it ran four times");

        host.Probe.MostAtOnce.ShouldBe(1);
        var schedule = (await host.Schedules.ListAsync(Ct)).Single();
        (schedule.Key, schedule.Rhythm.Every, schedule.LastOutcome).ShouldBe(("test.slow-scheduled", TimeSpan.FromMilliseconds(100), JobOutcome.Succeeded));
        schedule.NextAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_failing_schedule_is_listed_until_it_succeeds()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<FailingScheduledJob>());
        host.Probe.FailuresLeft = 1;

        await host.Control.RunNowAsync(FailingScheduledJob.Spec.Key, Ct);
        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "the failure is listed");
        (await host.Control.RetryAllAsync(Ct)).ShouldBe(1);

        await Eventually.TrueAsync(() => !host.Probe.Ended.IsEmpty, "it runs again");
        (await host.Board.FailedCountAsync(Ct)).ShouldBe(0);
    }
}

[OnPostgres]
public sealed class JobQueueOnPostgresTests : JobQueueTests;
