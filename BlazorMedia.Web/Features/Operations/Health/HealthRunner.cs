using System.Collections.Concurrent;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Features.Operations.Metrics;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Runs one check within its time. One that throws or hangs is a finding of its own and stops no other.</summary>
internal sealed partial class HealthRunner(
    IServiceScopeFactory scopes, IOptions<HealthCheckServiceOptions> registered, HealthMetrics metrics, TimeProvider clock, ILogger<HealthRunner> logger)
{
    /// <summary>Codes of what the runner itself finds; their words are in our texts, whoever owns the check.</summary>
    public const string Hangs = "check_hangs";

    public const string Throws = "check_failed";

    // A check that ignores its token goes on hanging; it must not be begun once more beside itself every minute.
    private readonly ConcurrentDictionary<string, Task> hanging = new();

    public async Task<HealthFinding> RunAsync(HealthCheckWords check, CancellationToken ct)
    {
        var finding = await FindAsync(check, ct);
        metrics.Found(check.Key, finding.Status);
        return finding;
    }

    private async Task<HealthFinding> FindAsync(HealthCheckWords check, CancellationToken ct)
    {
        if (hanging.TryGetValue(check.Key, out var former) && !former.IsCompleted) return HangingFor(check);
        var registration = registered.Value.Registrations.First(r => r.Name == check.Key);
        // Not disposed: a check that hangs may still look at the token.
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = Task.Run(() => RunInScopeAsync(registration, limit.Token), CancellationToken.None);
        try
        {
            return (await running.WaitAsync(check.Traits.Timeout, clock, ct)).ToFinding();
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            await limit.CancelAsync();
            hanging[check.Key] = running;
            LogHangs(check.Key, check.Traits.Timeout);
            return HangingFor(check);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(exception, check.Key);
            return new HealthFinding(Domain.Operations.HealthStatus.Bad, Throws, Arguments(exception.Message), $"The check failed: {exception.Message}");
        }
    }

    private async Task<HealthCheckResult> RunInScopeAsync(HealthCheckRegistration registration, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await registration.Factory(scope.ServiceProvider).CheckHealthAsync(new HealthCheckContext { Registration = registration }, ct);
    }

    private static HealthFinding HangingFor(HealthCheckWords check) =>
        new(Domain.Operations.HealthStatus.Bad, Hangs, Arguments(check.Traits.Timeout), $"The check did not answer within {check.Traits.Timeout.TotalSeconds:0} s.");

    private static string Arguments(object value) => System.Text.Json.JsonSerializer.Serialize(new[] { FindingArgument.Of(value) });

    [LoggerMessage(LogLevel.Warning, "The health check {Key} did not answer within {Timeout}")]
    private partial void LogHangs(string key, TimeSpan timeout);

    [LoggerMessage(LogLevel.Warning, "The health check {Key} failed")]
    private partial void LogFailed(Exception exception, string key);
}
