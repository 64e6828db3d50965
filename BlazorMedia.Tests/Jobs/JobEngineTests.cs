using BlazorMedia.Domain.Jobs;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Jobs;

public class JobEngineTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Enqueued_work_runs_and_reports_its_progress()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>());

        await host.EnqueueAsync<HeldJob>("a");

        await Eventually.TrueAsync(async () => (await host.Board.RunningAsync(Ct)).SingleOrDefault()?.Percent == 40, "progress shows");
        var running = (await host.Board.RunningAsync(Ct)).Single();
        (running.Key, running.Identity, running.Message).ShouldBe(("test.held", "a", "holding a"));
        (await host.Board.WaitingAsync(Ct)).ShouldBeEmpty();

        host.Probe.Release();
        await Eventually.TrueAsync(async () => (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Total == 1, "the run is in the history");
        (await host.Board.RunningAsync(Ct)).ShouldBeEmpty();
        var finished = (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Items.Single();
        (finished.Key, finished.Identity, finished.Outcome, finished.Attempt).ShouldBe(("test.held", "a", JobOutcome.Succeeded, 1));
    }

    [Fact]
    public async Task Work_that_fails_twice_is_retried_until_it_succeeds()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<RetriedJob, ProbeInput>());
        host.Probe.FailuresLeft = 2;

        await host.EnqueueAsync<RetriedJob>("a");
        await Eventually.TrueAsync(async () => (await host.Board.WaitingAsync(Ct)).SingleOrDefault() is { Attempt: 2 }, "the second attempt waits");

        await Eventually.TrueAsync(() => !host.Probe.Ended.IsEmpty, "the third attempt succeeds");
        await Eventually.TrueAsync(async () => (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Total == 3, "three runs are in the history");
        (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Items.Select(h => (h.Outcome, h.Attempt))
            .ShouldBe([(JobOutcome.Succeeded, 3), (JobOutcome.Retried, 2), (JobOutcome.Retried, 1)]);
        (await host.Board.FailedCountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Work_that_fails_for_good_is_listed_with_its_error()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>());
        host.Probe.FailuresLeft = 1;

        await host.EnqueueAsync<FailingJob>("a");

        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "the failure is listed");
        var failed = (await host.Board.FailedAsync(0, 10, Ct)).Items.Single();
        (failed.Key, failed.Identity, failed.Error, failed.Attempts).ShouldBe(("test.failing", "a", "The disk said no to a", 1));
        failed.Details.ShouldContain(nameof(IOException));
        (await host.Board.WaitingAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Retrying_failed_work_runs_it_again_with_the_same_input()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>());
        host.Probe.FailuresLeft = 1;
        await host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "the failure is listed");

        var retried = await host.Control.RetryAsync((await host.Board.FailedAsync(0, 10, Ct)).Items.Single().Id, Ct);

        retried.IsSuccess.ShouldBeTrue();
        await Eventually.TrueAsync(() => !host.Probe.Ended.IsEmpty, "it runs again");
        host.Probe.Started.ShouldBe(["a", "a"]);
        (await host.Board.FailedCountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_success_takes_an_earlier_failure_of_the_same_work_off_the_list()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>());
        host.Probe.FailuresLeft = 1;
        await host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "the failure is listed");

        await host.EnqueueAsync<FailingJob>("a");

        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 0, "the list is empty again");
    }

    [Fact]
    public async Task Discarded_work_leaves_the_list_and_is_not_run_again()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>());
        host.Probe.FailuresLeft = 1;
        await host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "the failure is listed");
        var failed = (await host.Board.FailedAsync(0, 10, Ct)).Items.Single();

        (await host.Control.DiscardAsync(failed.Id, Ct)).IsSuccess.ShouldBeTrue();

        (await host.Board.FailedCountAsync(Ct)).ShouldBe(0);
        (await host.Control.RetryAsync(failed.Id, Ct)).Refusal.ShouldBe(JobRefusals.NotFailed);
        host.Probe.Started.ShouldBe(["a"]);
    }

    [Fact]
    public void Two_jobs_with_one_key_are_refused()
    {
        var services = new ServiceCollection().AddJob<HeldJob, ProbeInput>();

        Should.Throw<InvalidOperationException>(() => services.AddJob<HeldJob, ProbeInput>()).Message.ShouldContain("test.held");
    }
}

[OnPostgres]
public sealed class JobEngineOnPostgresTests : JobEngineTests;
