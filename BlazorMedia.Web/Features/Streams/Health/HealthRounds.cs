namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Looks after the health of all paths, from what an earlier life of the app left open.</summary>
internal sealed partial class HealthRounds(HealthRound round, HealthBook book, TimeProvider time, ILogger<HealthRounds> logger) : BackgroundService
{
    // What other nodes wrote is read again now and then.
    private const int RoundsPerReload = 6;

    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HealthRound.Rhythm, time);
        try
        {
            // Without knowing what is open, everything would be raised once more.
            var isLoaded = await TryAsync(book.ReloadAsync, stoppingToken);
            for (var count = 1; await timer.WaitForNextTickAsync(stoppingToken); count++)
            {
                if (!isLoaded || count % RoundsPerReload == 0) isLoaded = await TryAsync(book.ReloadAsync, stoppingToken) || isLoaded;
                if (isLoaded) await TryAsync(round.RunAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the app stops
        }
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        try
        {
            await work(ct);
            isFailing = false;
            return true;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            if (!isFailing) LogFailed(exception);
            isFailing = true;
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The health of streams could not be looked at; it is tried again every few seconds")]
    private partial void LogFailed(Exception exception);
}
