using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Jobs;

/// <summary>What a person changes about schedules and retries, on the real engine.</summary>
public class JobScheduleTests : IDisposable
{
    private const string Key = "test.failing-scheduled";

    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Another_rhythm_counts_at_once_and_outlives_a_restart()
    {
        await using (var host = await StartAsync())
        {
            (await ChangeOf(host).EditAsync(Key, new("30 3 * * *", null), Ct)).IsSuccess.ShouldBeTrue();
            await ShouldRunAtHalfPastThreeAsync(host);
        }

        await using var next = await StartAsync();

        await ShouldRunAtHalfPastThreeAsync(next);
        (await ChangeOf(next).ResetAsync(Key, Ct)).IsSuccess.ShouldBeTrue();
        var own = (await next.Schedules.FindAsync(Key, Ct))!;
        (own.Rhythm.Every, own.IsChanged).ShouldBe((TimeSpan.FromDays(1), false));
        (await RowsAsync<JobSetting>(next)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("at night", null, "jobs.cron_invalid")]
    [InlineData("0 0 30 2 *", null, "jobs.cron_never")]
    [InlineData(null, 9L, "jobs.interval_invalid")]
    [InlineData(null, null, "jobs.rhythm_missing")]
    public async Task A_wrong_rhythm_is_refused_and_nothing_is_changed(string? cron, long? seconds, string code)
    {
        await using var host = await StartAsync();
        var before = await host.Schedules.FindAsync(Key, Ct);

        (await ChangeOf(host).EditAsync(Key, new(cron, seconds), Ct)).Refusal.Code.ShouldBe(code);

        (await host.Schedules.FindAsync(Key, Ct)).ShouldBe(before);
        (await RowsAsync<JobSetting>(host)).ShouldBeEmpty();
        (await RowsAsync<AuditEntry>(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_paused_schedule_stays_paused_over_a_restart_but_can_be_run_now()
    {
        await using (var host = await StartAsync()) (await ChangeOf(host).PauseAsync(Key, Ct)).IsSuccess.ShouldBeTrue();

        await using var next = await StartAsync();
        (await next.Schedules.FindAsync(Key, Ct))!.ShouldSatisfyAllConditions(s => s.IsPaused.ShouldBeTrue(), s => s.NextAt.ShouldBeNull());
        await next.Control.RunNowAsync(Key, Ct);

        await Eventually.TrueAsync(() => next.Probe.Ended.Count == 1, "it ran once");
        (await ChangeOf(next).ResumeAsync(Key, Ct)).IsSuccess.ShouldBeTrue();
        (await next.Schedules.FindAsync(Key, Ct))!.NextAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_paused_schedule_with_a_short_rhythm_does_not_run()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<BusyScheduledJob>());
        await Eventually.TrueAsync(() => !host.Probe.Ended.IsEmpty, "it runs");

        await ChangeOf(host).PauseAsync("test.busy-scheduled", Ct);
        await Eventually.TrueAsync(async () => (await host.Board.RunningAsync(Ct)).Count == 0, "the last run ended");
        var ran = host.Probe.Ended.Count;
        await host.Control.RunNowAsync("test.busy-scheduled", Ct);
        await Eventually.TrueAsync(() => host.Probe.Ended.Count > ran, "only what is asked for runs");

        host.Probe.Ended.Count.ShouldBeLessThan(ran + 5);
    }

    [Fact]
    public async Task A_nightly_job_keeps_its_next_time_over_restarts()
    {
        DateTimeOffset? before;
        await using (var host = await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<NightlyJob>()))
            before = (await host.Schedules.FindAsync("test.nightly", Ct))!.NextAt;

        await using var next = await JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<NightlyJob>());

        (await next.Schedules.FindAsync("test.nightly", Ct))!.NextAt.ShouldBe(before.ShouldNotBeNull());
        next.Probe.Started.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changed_retries_count_for_work_that_is_queued_from_then_on()
    {
        await using var host = await JobsHost.StartAsync(folder.Path, s => s.AddJob<RetriedJob, ProbeInput>());
        (await host.Get<ChangeRetries>().EditAsync("test.retried", new(0, 5), Ct)).IsSuccess.ShouldBeTrue();
        host.Probe.FailuresLeft = 1;

        await host.EnqueueAsync<RetriedJob>("a");

        await Eventually.TrueAsync(async () => await host.Board.FailedCountAsync(Ct) == 1, "it failed for good at once");
        (await host.Get<ChangeRetries>().ResetAsync("test.retried", Ct)).IsSuccess.ShouldBeTrue();
        host.Probe.FailuresLeft = 1;
        await host.EnqueueAsync<RetriedJob>("b");
        await Eventually.TrueAsync(async () => (await host.Board.WaitingAsync(Ct)).SingleOrDefault() is { Attempt: 2 }, "it is tried again");
    }

    [Fact]
    public async Task Every_deed_is_written_down()
    {
        await using var host = await StartAsync();
        await ChangeOf(host).EditAsync(Key, new(null, 90), Ct);
        await ChangeOf(host).PauseAsync(Key, Ct);
        await ChangeOf(host).ResumeAsync(Key, Ct);
        await ChangeOf(host).ResetAsync(Key, Ct);
        await host.Control.RunNowAsync(Key, Ct);

        (await RowsAsync<AuditEntry>(host)).Select(e => e.Action).Order().ShouldBe(["jobs.paused", "jobs.resumed", "jobs.run_now", "jobs.schedule_changed", "jobs.schedule_reset"]);
    }

    private Task<JobsHost> StartAsync() => JobsHost.StartAsync(folder.Path, s => s.AddScheduledJob<FailingScheduledJob>());

    private static ChangeSchedule ChangeOf(JobsHost host) => host.Get<ChangeSchedule>();

    private static async Task ShouldRunAtHalfPastThreeAsync(JobsHost host)
    {
        var schedule = (await host.Schedules.FindAsync(Key, Ct))!;
        (schedule.Rhythm.Cron, schedule.IsChanged).ShouldBe(("30 3 * * *", true));
        TimeZoneInfo.ConvertTime(schedule.NextAt!.Value, TimeProvider.System.LocalTimeZone).TimeOfDay.ShouldBe(new TimeSpan(3, 30, 0));
    }

    private static async Task<List<T>> RowsAsync<T>(JobsHost host)
        where T : class
    {
        await using var db = await host.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        return await db.Set<T>().AsNoTracking().ToListAsync(Ct);
    }
}

[OnPostgres]
public sealed class JobSchedulePostgresTests : JobScheduleTests;
