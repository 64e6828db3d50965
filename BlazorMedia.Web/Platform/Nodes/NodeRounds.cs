namespace BlazorMedia.Web.Platform.Nodes;

/// <summary>Work that every node does for itself in its rhythm, because it concerns what lies on its own disk; schedules of the job store are run by one node of all.</summary>
/// <param name="Every">From the end of one to the beginning of the next, also before the first.</param>
internal sealed record NodeRound(string Name, TimeSpan Every, Func<IServiceProvider, CancellationToken, Task> RunAsync);

internal sealed partial class NodeRounds(IEnumerable<NodeRound> rounds, IServiceScopeFactory scopes, TimeProvider time, ILogger<NodeRounds> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(rounds.Select(r => RepeatAsync(r, stoppingToken)));

    private async Task RepeatAsync(NodeRound round, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(round.Every, time);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await round.RunAsync(scope.ServiceProvider, ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                LogFailed(exception, round.Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Round} failed on this node; it is done again in its rhythm")]
    private partial void LogFailed(Exception exception, string round);
}
