using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Streams.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Health;

public sealed class HealthHistoryTests(StreamsFixture app) : IClassFixture<StreamsFixture>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SpanLedger Ledger => app.Services.GetRequiredService<SpanLedger>();

    [Fact]
    public async Task What_a_camera_does_is_written_down_with_its_causes_and_can_be_asked_for()
    {
        await app.Camera.ServeAsync("seen", await new Clip().FileAsync());
        (await app.AddAsync(new { name = "garden/seen", source = app.Camera.Url("seen") })).EnsureSuccessStatusCode();
        await app.UntilAsync("garden/seen", s => s is { State: "live", Ready: true, ReadySince: not null });

        await Eventually.TrueAsync(async () => (await ReadAsync("garden/seen")).Spans is [.., { State: "live", EndedAt: null }], "being live is written down");
        (await app.Api.PutAsJsonAsync("/api/v1/streams/garden/seen", new { enabled = false }, Ct)).EnsureSuccessStatusCode();

        var health = await Eventually.GetAsync(async () => await ReadAsync("garden/seen") is { Spans: [.., { State: "disabled" }] } read ? read : null, "being switched off is written down");
        health.Spans[^1].Reason.ShouldBe("disabled");
        health.Spans.Zip(health.Spans.Skip(1)).ShouldAllBe(p => p.First.EndedAt == p.Second.StartedAt, "stretches touch");
        health.Uptime!.Value.ShouldBeInRange(0.01, 1);
        await app.UntilAsync("garden/seen", s => !s.Ready);
    }

    [Fact]
    public async Task A_time_in_which_the_app_did_not_run_is_a_stretch_of_its_own()
    {
        var id = await PathAsync("restarted");
        await Ledger.WriteAsync(new(id, StreamState.Live, null, Now.AddHours(-2)), null, Ct);

        await Ledger.WriteAsync(new(id, StreamState.Connecting, "starting", Now.AddMinutes(-30)), Now.AddHours(-1), Ct);

        (await SpansAsync(id)).ShouldBe(
        [
            (StreamState.Live, null, Now.AddHours(-2), Now.AddHours(-1)),
            (StreamState.Offline, "app-stopped", Now.AddHours(-1), Now.AddMinutes(-30)),
            (StreamState.Connecting, "starting", Now.AddMinutes(-30), null),
        ]);
    }

    [Fact]
    public async Task A_path_that_was_switched_off_stays_so_while_the_app_does_not_run()
    {
        var id = await PathAsync("off-all-the-time");
        await Ledger.WriteAsync(new(id, StreamState.Disabled, "disabled", Now.AddHours(-2)), null, Ct);

        await Ledger.WriteAsync(new(id, StreamState.Disabled, "disabled", Now), Now.AddHours(-1), Ct);

        (await SpansAsync(id)).ShouldHaveSingleItem().Item4.ShouldBeNull();
    }

    [Fact]
    public async Task A_change_of_a_path_that_was_deleted_meanwhile_is_dropped()
    {
        await Ledger.WriteAsync(new(Guid.NewGuid(), StreamState.Live, null, Now), null, Ct);
    }

    [Fact]
    public async Task What_ended_more_than_thirty_days_ago_is_removed_and_nothing_else()
    {
        var id = await PathAsync("old");
        await Ledger.WriteAsync(new(id, StreamState.Live, null, Now.AddDays(-40)), null, Ct);
        await Ledger.WriteAsync(new(id, StreamState.Offline, "closed", Now.AddDays(-31)), null, Ct);
        await Ledger.WriteAsync(new(id, StreamState.Live, null, Now.AddDays(-29)), null, Ct);

        await ActivatorUtilities.CreateInstance<HealthCleanJob>(app.Services).RunAsync(JobRun.Silent, Ct);

        (await SpansAsync(id)).Select(s => s.Item1).ShouldBe([StreamState.Offline, StreamState.Live]);
    }

    [Fact]
    public void The_uptime_leaves_out_what_nobody_wanted()
    {
        var id = Guid.NewGuid();
        StreamSpan[] spans = [Span(id, StreamState.Live, -10, -7), Span(id, StreamState.Disabled, -7, -4), Span(id, StreamState.Offline, -4, -3), Span(id, StreamState.Live, -3, null)];

        HealthHistory.UptimeOf(spans, Now.AddHours(-8), Now)!.Value.ShouldBe(4 / 5d, 0.0001);
        HealthHistory.UptimeOf([], Now.AddHours(-8), Now).ShouldBeNull();
    }

    [Theory]
    [InlineData("/api/v1/stream-health/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/stream-health/asked?from=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/stream-health/asked?from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/stream-health-rules/nowhere", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_answered_is_refused(string address, HttpStatusCode expected)
    {
        using var _ = await app.AddAsync(new { name = "asked", source = "rtsp://127.0.0.1:9/x", enabled = false });

        (await app.Api.GetAsync(address, Ct)).StatusCode.ShouldBe(expected);
    }

    private async Task<Guid> PathAsync(string name)
    {
        (await app.AddAsync(new { name, source = "rtsp://127.0.0.1:9/x", enabled = false })).EnsureSuccessStatusCode();
        var id = (await app.GetAsync(name))!.Id;
        // Its own beginning is no part of the test.
        await Eventually.TrueAsync(async () => (await SpansAsync(id)).Count > 0, "its history has begun");
        await using var db = app.CreateDb();
        await db.Set<StreamSpan>().Where(s => s.StreamId == id).ExecuteDeleteAsync(Ct);
        return id;
    }

    private Task<StreamHealthDto> ReadAsync(string name) => app.Api.GetFromJsonAsync<StreamHealthDto>($"/api/v1/stream-health/{name}", Ct)!;

    private async Task<List<(StreamState, string?, DateTimeOffset, DateTimeOffset?)>> SpansAsync(Guid id)
    {
        await using var db = app.CreateDb();
        var spans = await db.Set<StreamSpan>().AsNoTracking().Where(s => s.StreamId == id).OrderBy(s => s.StartedAt).ToListAsync(Ct);
        return [.. spans.Select(s => (s.State, s.Reason, s.StartedAt, s.EndedAt))];
    }

    private static StreamSpan Span(Guid id, StreamState state, double from, double? until)
    {
        var span = StreamSpan.Begin(id, state, null, Now.AddHours(from));
        if (until is { } end) span.End(Now.AddHours(end));
        return span;
    }
}
