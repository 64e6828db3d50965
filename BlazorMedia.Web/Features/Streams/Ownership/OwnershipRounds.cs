using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Nodes;

namespace BlazorMedia.Web.Features.Streams.Ownership;

/// <summary>
/// Where several nodes share a database: looks every two seconds which paths are this node's, takes its share of the free ones, and stops
/// what another node has. On SQLite it does nothing, and <see cref="IngestHost"/> runs every path.
/// </summary>
internal sealed partial class OwnershipRounds(OwnershipRound round, OwnerLedger owners, NodeList nodes, TimeProvider time, ILogger<OwnershipRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Guarding = TimeSpan.FromSeconds(1);

    private bool isFailing;

    /// <summary>What this node had before its restart goes on when this returns, so that recordings can go on from it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (owners.IsShared) await TryRoundAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        owners.IsShared ? Task.WhenAll(LookAsync(stoppingToken), GuardAsync(stoppingToken)) : Task.CompletedTask;

    private async Task LookAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Node.Rhythm, time);
        while (await timer.WaitForNextTickAsync(ct)) await TryRoundAsync(ct);
    }

    // Apart from the rounds, which may hang in a database that does not answer.
    private async Task GuardAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Guarding, time);
        for (var had = true; await timer.WaitForNextTickAsync(ct); had = nodes.HasLease)
        {
            if (nodes.HasLease) continue;
            if (had) LogLeaseLost();
            await TryYieldAllAsync(ct);
        }
    }

    private async Task TryYieldAllAsync(CancellationToken ct)
    {
        try
        {
            await round.YieldAllAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotYielded(exception);
        }
    }

    private async Task TryRoundAsync(CancellationToken ct)
    {
        try
        {
            await round.RunAsync(ct);
            isFailing = false;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            if (!isFailing) LogFailed(exception);
            isFailing = true;
        }
    }

    [LoggerMessage(LogLevel.Error, "This node could not look who has which stream; it tries again every two seconds")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "This node could not stop its streams; it tries again every second")]
    private partial void LogNotYielded(Exception exception);

    [LoggerMessage(LogLevel.Error, "This node could not say for too long that it lives, so it stops its streams before another node takes them")]
    private partial void LogLeaseLost();
}
