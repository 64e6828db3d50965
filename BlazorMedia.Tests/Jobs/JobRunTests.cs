using System.Globalization;
using System.Diagnostics.Metrics;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Jobs.Statistics;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Jobs;

/// <summary>What is known of runs: lines, inputs, filters, numbers.</summary>
public class JobRunTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Two_runs_at_once_keep_their_own_lines_while_they_run_and_afterwards()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<TalkingJob, ProbeInput>());
        var runs = host.Get<JobRuns>();
        await host.EnqueueAsync<TalkingJob>("a");
        await host.EnqueueAsync<TalkingJob>("b");
        await Eventually.TrueAsync(() => host.Probe.Started.Count == 2, "both run");
        var a = (await host.Board.RunningAsync(Ct)).Single(r => r.Identity == "a").Id;

        var live = await runs.LogAsync(a, Ct);
        host.Probe.Release();
        await Eventually.TrueAsync(async () => (await runs.FindAsync(a, Ct))?.Outcome == JobOutcome.Succeeded, "it ended");

        live.ShouldNotBeNull().ShouldContain("Said by a");
        live.ShouldNotContain("Said by b");
        var kept = (await runs.LogAsync(a, Ct)).ShouldNotBeNull();
        kept.ShouldContain("Said by a");
        kept.ShouldNotContain("Said by b");
        // The look of the lines does not change when the engine's own take the place of ours; each takes its own time of day.
        AfterTime(kept).ShouldStartWith(AfterTime(live));
    }

    private static string AfterTime(string log)
    {
        var line = log.Split('\n')[0].TrimEnd();
        var space = line.IndexOf(' ');
        DateTimeOffset.TryParse(line[..space], CultureInfo.InvariantCulture, out _).ShouldBeTrue(line);
        return line[space..];
    }

    [Fact]
    public void A_run_keeps_its_last_lines_only()
    {
        using var log = new RunLog(() => { });
        for (var n = 0; n < RunLog.MaxLines + 10; n++) log.Add(new(DateTimeOffset.UnixEpoch, default, "test", $"line {n}"));

        (log.Lines.Count, log.Lines[0].Text, log.Lines[^1].Text).ShouldBe((RunLog.MaxLines, "line 10", $"line {RunLog.MaxLines + 9}"));
    }

    [Fact]
    public async Task The_input_is_shown_unless_the_job_hides_it()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>().AddJob<PrivateJob, ProbeInput>());
        await host.EnqueueAsync<FailingJob>("open");
        await host.EnqueueAsync<PrivateJob>("hidden");
        await Eventually.TrueAsync(async () => (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Total == 2, "both ran");

        var runs = (await host.Board.HistoryAsync(JobRunFilter.Everything, 0, 10, Ct)).Items.ToDictionary(r => r.Identity!);
        var open = (await host.Get<JobRuns>().FindAsync(runs["open"].Id, Ct)).ShouldNotBeNull();
        var hidden = (await host.Get<JobRuns>().FindAsync(runs["hidden"].Id, Ct)).ShouldNotBeNull();

        (open.Input, open.InputHidden).ShouldBe(("{\"name\":\"open\"}", false));
        (hidden.Input, hidden.InputHidden).ShouldBe((null, true));
        (await host.Get<JobRuns>().FindAsync("no-such-run", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task The_history_is_filtered_by_job_outcome_and_time()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>().AddJob<RetriedJob, ProbeInput>().AddScheduledJob<FailingScheduledJob>());
        host.Probe.FailuresLeft = 1;
        await host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "it failed");
        await host.EnqueueAsync<RetriedJob>("test.failing.b");
        await host.Control.RunNowAsync("test.failing-scheduled", Ct);
        await Eventually.TrueAsync(async () => await CountAsync(new()) == 3, "all ran");

        (await CountAsync(new(Key: "test.failing"))).ShouldBe(1);
        (await CountAsync(new(Key: "test.failing-scheduled"))).ShouldBe(1);
        (await CountAsync(new(Outcome: JobOutcomeFilter.Failed))).ShouldBe(1);
        (await CountAsync(new(Outcome: JobOutcomeFilter.Succeeded))).ShouldBe(2);
        (await CountAsync(new(Outcome: JobOutcomeFilter.Stopped))).ShouldBe(0);
        (await CountAsync(new(Routine: false))).ShouldBe(2);
        (await CountAsync(new(From: TimeProvider.System.GetUtcNow().AddHours(1)))).ShouldBe(0);
        (await CountAsync(new(To: TimeProvider.System.GetUtcNow().AddHours(1)))).ShouldBe(3);

        async Task<int> CountAsync(JobRunFilter filter) => (await host.Board.HistoryAsync(filter, 0, 10, Ct)).Total;
    }

    [Fact]
    public async Task Tallies_of_the_hour_are_added_up_over_nodes_and_restarts()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>());
        var databases = host.Get<IDbContextFactory<AppDbContext>>();
        var (one, other) = (new JobTallies(databases, TimeProvider.System), new JobTallies(databases, TimeProvider.System));
        one.Count(JobOutcome.Succeeded);
        one.Count(JobOutcome.Retried);
        other.Count(JobOutcome.Succeeded);
        other.Count(JobOutcome.Interrupted);

        await one.SaveAsync(Ct);
        await other.SaveAsync(Ct);
        one.Count(JobOutcome.Failed);

        var hours = (await one.ReadAsync(24, Ct)).Hours;
        hours.Count.ShouldBe(24);
        hours.Sum(h => h.Succeeded).ShouldBe(2);
        hours.Sum(h => h.Failed).ShouldBe(2);
        hours.Sum(h => h.Stopped).ShouldBe(1);
    }

    [Fact]
    public async Task Counts_tell_running_due_put_off_and_failed_apart()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<HeldJob, ProbeInput>().AddJob<FailingJob, ProbeInput>());
        host.Probe.FailuresLeft = 1;
        await host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "it failed");
        await host.EnqueueAsync<HeldJob>("a");
        await Eventually.TrueAsync(() => host.Probe.Started.Contains("a") && host.Get<RunningJobs>().Count == 1, "it runs");
        await host.EnqueueAsync<HeldJob>("a");
        await host.Queue.EnqueueAtAsync<HeldJob, ProbeInput>(new("later"), "later", TimeProvider.System.GetUtcNow().AddDays(1), Ct);

        await Eventually.TrueAsync(async () => await host.Get<JobCounting>().CountsAsync(Ct) == new JobCounts(1, 1, 1, 1), "one of each");
    }

    [Fact]
    public async Task Ended_runs_are_counted_and_timed_for_monitors()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<FailingJob, ProbeInput>());
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new MeterListener();
        var factory = host.Get<IMeterFactory>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == JobMetrics.MeterName && instrument.Meter.Scope == factory) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen.Enqueue($"{instrument.Name} {value}"));
        listener.Start();
        host.Probe.FailuresLeft = 1;

        await host.EnqueueAsync<FailingJob>("a");
        await Eventually.TrueAsync(() => seen.Contains("blazormedia.jobs.runs 1 test.failing failed"), "the run is counted");
        await Eventually.TrueAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return seen.Contains("blazormedia.jobs.failed 1");
            },
            "the failure is seen");

        seen.ShouldContain("blazormedia.jobs.duration test.failing");
        seen.ShouldContain("blazormedia.jobs.running 0");
    }
}

[OnPostgres]
public sealed class JobRunPostgresTests : JobRunTests;
