using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Notes the free space every ten minutes, for the forecast.</summary>
internal sealed partial class DiskSampler(IDbContextFactory<AppDbContext> databases, DiskVolumes volumes, ThisNode self, TimeProvider clock, ILogger<DiskSampler> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMinutes(10);

    public async Task SampleAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (now, node) = (clock.GetUtcNow(), self.Id.ToString("N"));
        db.AddRange(volumes.Read().Where(v => !v.IsAway).Select(v => DiskSample.Of(node, v.Name, v.FreeBytes, now)));
        await db.SaveChangesAsync(ct);
        await db.Set<DiskSample>().Where(s => s.At < now - (2 * DiskForecast.Window)).ExecuteDeleteAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        do
        {
            try
            {
                await SampleAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The free space could not be noted: {Reason}")]
    private partial void LogFailed(string reason);
}
