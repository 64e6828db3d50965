using System.Collections.Concurrent;
using BlazorMedia.Web.Platform.Health;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Runs every check in its rhythm, and at once when somebody asks.</summary>
internal sealed partial class HealthRounds(IEnumerable<HealthCheckWords> checks, HealthRunner runner, HealthLedger ledger, TimeProvider clock, ILogger<HealthRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    // What the app itself still starts is not yet a trouble.
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, DateTimeOffset> due = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>When this node last finished a round of all checks; null before the first.</summary>
    public DateTimeOffset? RanAt { get; private set; }

    /// <summary>Something happened that this check would find: it runs within seconds.</summary>
    public void Ask(string key) => due[key] = DateTimeOffset.MinValue;

    /// <summary>All of them, now.</summary>
    public Task RunAllAsync(CancellationToken ct) => RunAsync([.. checks], ct);

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var check in checks) due.TryAdd(check.Key, clock.GetUtcNow() + AfterStart);
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = clock.GetUtcNow();
                // A clock that was set back must not silence the checks for as long.
                var ready = checks.Where(c => due.TryGetValue(c.Key, out var at) && (at <= now || at > now + c.Traits.Every + AfterStart)).ToList();
                if (ready.Count > 0) await RunAsync(ready, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    private async Task RunAsync(IReadOnlyList<HealthCheckWords> ready, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            foreach (var check in ready) due[check.Key] = clock.GetUtcNow() + check.Traits.Every;
            await Task.WhenAll(ready.Select(c => RunAsync(c, ct)));
            RanAt = clock.GetUtcNow();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task RunAsync(HealthCheckWords check, CancellationToken ct)
    {
        var finding = await runner.RunAsync(check, ct);
        try
        {
            await ledger.RecordAsync(check, finding, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // A database that is away is a finding which cannot be kept; what the others found is kept when it is back.
            LogNotKept(check.Key, finding.Status, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of health checks failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The health check {Key} found {Status}, which could not be kept: {Reason}")]
    private partial void LogNotKept(string key, Domain.Operations.HealthStatus status, string reason);
}
