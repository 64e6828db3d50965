using System.Text.Json;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Platform.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Health;

public sealed class HealthLedgerTests(HealthFixture app) : IClassFixture<HealthFixture>, IAsyncLifetime
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = app.CreateDb();
        await db.Set<HealthState>().Where(s => s.Key == HealthFixture.ProbeKey).ExecuteDeleteAsync(ct);
        await db.Set<HealthChange>().ExecuteDeleteAsync(ct);
        await db.Set<WebhookMessage>().ExecuteDeleteAsync(ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Trouble_and_recovery_are_each_told_once()
    {
        await app.RunAsync(HealthCheckSetup.Well());
        (await EventsAsync()).ShouldBeEmpty("a check that begins well is no news");

        await app.RunAsync(HealthCheckSetup.Bad("broken", "It is broken by 5.", 5));
        await app.RunAsync(HealthCheckSetup.Bad("broken", "It is broken by 6.", 6));
        await app.RunAsync(HealthCheckSetup.Well());
        await app.RunAsync(HealthCheckSetup.Well());

        var events = await EventsAsync();
        events.Select(e => (e.GetProperty("status").GetString(), e.GetProperty("before").GetString(), e.GetProperty("restored").GetBoolean()))
            .ShouldBe([("bad", "well", false), ("well", "bad", true)]);
        events[0].GetProperty("check").GetString().ShouldBe(HealthFixture.ProbeKey);
        events[0].GetProperty("message").GetString().ShouldBe("It is broken by 5.");
        await using var db = app.CreateDb();
        (await db.Set<HealthChange>().Where(c => c.Key == HealthFixture.ProbeKey).OrderBy(c => c.At).ThenBy(c => c.Id).Select(c => c.Status).ToListAsync(ct))
            .ShouldBe([HealthStatus.Bad, HealthStatus.Well]);
    }

    [Fact]
    public async Task The_state_keeps_since_when_and_the_latest_numbers()
    {
        await app.RunAsync(HealthCheckSetup.Warn("slow", "5", 5));
        var first = await StateAsync();

        await app.RunAsync(HealthCheckSetup.Warn("slow", "6", 6));

        var second = await StateAsync();
        second.Since.ShouldBe(first.Since);
        FindingArguments.Read(second.Arguments).ShouldBe([new FindingArgument("number", "6")]);
    }

    [Fact]
    public async Task Another_trouble_of_the_same_check_is_news_but_another_fact_of_a_well_one_is_not()
    {
        await app.RunAsync(HealthCheckSetup.Well("ok", "version 5"));
        await app.RunAsync(HealthCheckSetup.Well("better", "version 6"));
        (await EventsAsync()).ShouldBeEmpty();

        await app.RunAsync(HealthCheckSetup.Bad("broken", "b"));
        await app.RunAsync(HealthCheckSetup.Bad("gone", "g"));

        (await EventsAsync()).Select(e => e.GetProperty("code").GetString()).ShouldBe(["broken", "gone"]);
    }

    [Fact]
    public async Task A_low_disk_is_told_once_per_fall_with_its_numbers()
    {
        var disk = app.Words(DiskCheck.Key);
        var ledger = app.Services.GetRequiredService<HealthLedger>();
        var low = HealthCheckSetup.Bad(DiskCheck.Low, "low", "recordings", new ByteCount(1000), new ByteCount(5000)).ToFinding();

        await ledger.RecordAsync(disk, HealthFinding.Well, ct);
        await ledger.RecordAsync(disk, low, ct);
        await ledger.RecordAsync(disk, low, ct);
        await ledger.RecordAsync(disk, HealthFinding.Well, ct);

        var told = (await EventsAsync(HealthEvents.DiskLow)).ShouldHaveSingleItem();
        (told.GetProperty("volume").GetString(), told.GetProperty("freeBytes").GetInt64(), told.GetProperty("thresholdBytes").GetInt64()).ShouldBe(("recordings", 1000, 5000));
    }

    [Fact]
    public async Task A_check_that_throws_or_hangs_is_a_finding_and_no_fault()
    {
        app.Probe.Answer = _ => throw new InvalidOperationException("boom");
        var thrown = await app.Runner.RunAsync(app.Words(), ct);

        var release = new TaskCompletionSource<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult>();
        var begun = 0;
        app.Probe.Answer = _ =>
        {
            begun++;
            return release.Task;
        };
        var hung = await app.Runner.RunAsync(app.Words(), ct);
        var again = await app.Runner.RunAsync(app.Words(), ct);
        release.SetResult(HealthCheckSetup.Well());
        app.Probe.Answer = _ => Task.FromResult(HealthCheckSetup.Well());
        await Support.Eventually.TrueAsync(async () => (await app.Runner.RunAsync(app.Words(), ct)).Status == HealthStatus.Well, "it is run again when it has come back");

        (thrown.Status, thrown.Code).ShouldBe((HealthStatus.Bad, HealthRunner.Throws));
        thrown.Sentence.ShouldNotBeNull().ShouldContain("boom");
        (hung.Code, again.Code, begun).ShouldBe((HealthRunner.Hangs, HealthRunner.Hangs, 1), "one that hangs is not begun again beside itself");
    }

    [Fact]
    public async Task All_checks_of_the_product_run_and_are_kept()
    {
        app.Probe.Answer = _ => Task.FromResult(HealthCheckSetup.Well());

        await app.Services.GetRequiredService<HealthRounds>().RunAllAsync(ct);

        var rows = await app.Services.GetRequiredService<ListHealth>().ListAsync(ct);
        var expected = new[] { "operations.database", "operations.disk", "operations.clock", "operations.process", "streams.ffmpeg", "streams.ring", "streams.certificates", "jobs.work" };
        expected.ShouldBeSubsetOf(rows.Where(r => r.Status is not null).Select(r => r.Key));
        rows.Where(r => r.Code is HealthRunner.Hangs or HealthRunner.Throws).ShouldBeEmpty();
        rows.Single(r => r.Key == "streams.ffmpeg").Code.ShouldBe("ok");
    }

    private async Task<HealthState> StateAsync()
    {
        await using var db = app.CreateDb();
        return await db.Set<HealthState>().AsNoTracking().SingleAsync(s => s.Key == HealthFixture.ProbeKey, ct);
    }

    /// <summary>Of the probe, or of that type; the oldest first.</summary>
    private async Task<List<JsonElement>> EventsAsync(string type = HealthEvents.Changed)
    {
        await using var db = app.CreateDb();
        var bodies = await db.Set<WebhookMessage>().AsNoTracking().Where(m => m.Type == type).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => m.Body).ToListAsync(ct);
        return [.. bodies.Select(b => JsonElement.Parse(b).GetProperty("data")).Where(d => type != HealthEvents.Changed || d.GetProperty("check").GetString() == HealthFixture.ProbeKey)];
    }
}
