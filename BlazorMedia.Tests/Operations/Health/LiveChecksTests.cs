using BlazorMedia.Domain.Operations;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs.Failures;
using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Health;

/// <summary>Checks on the real disk and the real queue.</summary>
public sealed class LiveChecksTests(HealthFixture app) : IClassFixture<HealthFixture>
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_stays_low_until_it_is_clearly_better()
    {
        var free = app.Services.GetRequiredService<DiskVolumes>().Read().Min(v => v.FreeBytes);

        var codes = new List<string?>();
        foreach (var threshold in (long[])[free / 2, free * 2, (long)(free / 1.05), free / 2]) codes.Add(await CodeAtAsync(threshold));

        codes.ShouldBe(["ok", DiskCheck.Low, DiskCheck.Low, "ok"]);
    }

    [Fact]
    public async Task Work_that_was_given_up_shows_within_seconds()
    {
        // The next round of its own is a minute away.
        await app.Services.GetRequiredService<HealthRounds>().RunAllAsync(ct);

        await app.Services.GetRequiredService<JobFailureLog>().RecordAsync("tests.job", "one", null, new InvalidOperationException("boom"), 1, ct);

        await Eventually.TrueAsync(async () => (await StateAsync("jobs.work")).Code == "failed", "the failed job is found", TimeSpan.FromSeconds(40));
        await app.Services.GetRequiredService<JobFailureLog>().ClearAsync("tests.job", "one", ct);
    }

    private async Task<string?> CodeAtAsync(long threshold)
    {
        app.Services.GetRequiredService<StoredSettings>().Replace(new Dictionary<string, string?> { ["Operations:DiskLowBytes"] = threshold.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var finding = await app.Runner.RunAsync(app.Words(DiskCheck.Key), ct);
        await app.Services.GetRequiredService<HealthLedger>().RecordAsync(app.Words(DiskCheck.Key), finding, ct);
        return finding.Code;
    }

    private async Task<HealthState> StateAsync(string key)
    {
        await using var db = app.CreateDb();
        return await db.Set<HealthState>().AsNoTracking().SingleAsync(s => s.Key == key, ct);
    }
}
