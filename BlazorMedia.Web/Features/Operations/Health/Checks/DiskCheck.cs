using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Room on the disks of the data and the recordings: now, and in the coming days.</summary>
internal sealed class DiskCheck(IDbContextFactory<AppDbContext> databases, DiskVolumes volumes, ThisNode self, IOptionsMonitor<OperationsOptions> options, TimeProvider clock) : IHealthCheck
{
    public const string Key = "operations.disk";
    public const string Low = "low";

    private const string Filling = "filling";

    // What was low or filling stays so until it is clearly better, or the events would go to and fro with every deleted file.
    private const double Recovered = 1.1;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(3);
    private static readonly TimeSpan NoLongerSoon = TimeSpan.FromDays(4);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var found = volumes.Read();
        if (found.FirstOrDefault(v => v.IsAway) is { } away) return HealthCheckSetup.Bad("away", $"The folder {away.Folder} cannot be reached.", away.Folder);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var node = self.Id.ToString("N");
        var before = await db.Set<HealthState>().AsNoTracking().Where(s => s.Key == Key && s.Node == node).Select(s => s.Code).SingleOrDefaultAsync(cancellationToken);
        var fullest = found.MinBy(v => v.FreeBytes)!;
        var threshold = options.CurrentValue.DiskLowBytes;
        if (fullest.FreeBytes < threshold * (before == Low ? Recovered : 1))
            return HealthCheckSetup.Bad(Low, $"{fullest.FreeBytes} bytes are free for {fullest.Name}, less than {threshold}.", fullest.Name, new ByteCount(fullest.FreeBytes), new ByteCount(threshold));
        var (name, left) = await ForecastAsync(db, node, found, cancellationToken);
        if (left < (before == Filling ? NoLongerSoon : Soon)) return HealthCheckSetup.Warn(Filling, $"The disk of {name} is full in {left}.", name, left.Value, new ByteCount(fullest.FreeBytes));
        return left is { } later
            ? HealthCheckSetup.Well("ok_until", $"{fullest.FreeBytes} bytes are free, enough for {later}.", new ByteCount(fullest.FreeBytes), later)
            : HealthCheckSetup.Well("ok", $"{fullest.FreeBytes} bytes are free.", new ByteCount(fullest.FreeBytes));
    }

    private async Task<(string Name, TimeSpan? Left)> ForecastAsync(AppDbContext db, string node, IReadOnlyList<DiskVolume> found, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - DiskForecast.Window;
        var samples = await db.Set<DiskSample>().AsNoTracking().Where(s => s.Node == node && s.At >= since).ToListAsync(ct);
        var forecasts = found.Select(v => (v.Name, Left: DiskForecast.UntilFull(samples.Where(s => s.Volume == v.Name).Select(s => (s.At, s.FreeBytes)).Append((clock.GetUtcNow(), v.FreeBytes))))).ToList();
        return forecasts.MinBy(f => f.Left ?? TimeSpan.MaxValue);
    }
}
