using System.Collections.Concurrent;
using BlazorMedia.Web.Platform.Health;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Runs every check in its rhythm, and at once when somebody asks. None waits for another.</summary>
internal sealed partial class HealthRounds(IEnumerable<HealthCheckWords> checks, HealthRunner runner, HealthLedger ledger, TimeProvider clock, ILogger<HealthRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    // What the app itself still starts is not yet a trouble.
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, DateTimeOffset> due = new();
    private readonly Dictionary<string, Task> running = [];
    private readonly Lock gate = new();
    private CancellationToken stopping;

    /// <summary>Something happened that this check would find: it runs within seconds.</summary>
    public void Ask(string key) => due[key] = DateTimeOffset.MinValue;

    /// <summary>All of them, now; one that runs already is waited for.</summary>
    /// <param name="ct">Of whoever waits: the checks go on without them.</param>
    public Task RunAllAsync(CancellationToken ct) => Task.WhenAll(checks.Select(Begin)).WaitAsync(ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        foreach (var check in checks) due.TryAdd(check.Key, clock.GetUtcNow() + AfterStart);
        using var timer = new PeriodicTimer(Look, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                foreach (var check in checks.Where(IsDue)) _ = Begin(check);
        }
        finally
        {
            Task[] last;
            lock (gate) last = [.. running.Values];
            await Task.WhenAll(last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A clock that was set back must not silence the checks for as long.
    private bool IsDue(HealthCheckWords check) =>
        due.TryGetValue(check.Key, out var at) && clock.GetUtcNow() is var now && (at <= now || at > now + check.Traits.Every + AfterStart);

    private Task Begin(HealthCheckWords check)
    {
        lock (gate)
        {
            due[check.Key] = clock.GetUtcNow() + check.Traits.Every;
            return running.TryGetValue(check.Key, out var former) && !former.IsCompleted ? former : running[check.Key] = RunAsync(check, stopping);
        }
    }

    private async Task RunAsync(HealthCheckWords check, CancellationToken ct)
    {
        try
        {
            await ledger.RecordAsync(check, await runner.RunAsync(check, ct), ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // A database that is away is a finding which cannot be kept; what the others found is kept when it is back.
            LogNotKept(check.Key, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "What the health check {Key} found could not be kept: {Reason}")]
    private partial void LogNotKept(string key, string reason);
}
