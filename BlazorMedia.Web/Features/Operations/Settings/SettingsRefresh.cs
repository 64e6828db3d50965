using BlazorMedia.Web.Data;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>On several nodes: what was set on one of them reaches the others within seconds. On SQLite there is one node, which knows.</summary>
internal sealed partial class SettingsRefresh(SettingsStore store, IServiceProvider services, IConfiguration configuration, TimeProvider clock, ILogger<SettingsRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!configuration.UsesPostgres()) return;
        using var timer = new PeriodicTimer(Rhythm, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await store.ApplyAsync(services, stoppingToken)) LogChanged();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Settings were changed on another node")]
    private partial void LogChanged();

    [LoggerMessage(LogLevel.Warning, "Settings could not be read: {Reason}")]
    private partial void LogFailed(string reason);
}
