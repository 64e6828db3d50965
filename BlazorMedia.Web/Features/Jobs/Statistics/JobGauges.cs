using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Web.Features.Jobs.Statistics;

/// <summary>Saves the tallies, and counts for the monitors, now and then: they ask at once and cannot wait for a database.</summary>
internal sealed partial class JobGauges(JobCounting counting, JobMetrics metrics, JobTallies tallies, TimeProvider clock, ILogger<JobGauges> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    // The engine has stopped by then, so nothing is counted after this.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await CountAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await CountAsync(stoppingToken);
    }

    private async Task CountAsync(CancellationToken ct)
    {
        try
        {
            await tallies.SaveAsync(ct);
            metrics.Counted(await counting.CountsAsync(ct));
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotCounted(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The background work could not be counted; it is tried again")]
    private partial void LogNotCounted(Exception exception);
}
