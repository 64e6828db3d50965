using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>The clock of the machine goes on evenly: recordings are named and schedules fire by it.</summary>
internal sealed class ClockCheck(TimeProvider clock) : IHealthCheck
{
    public const string Key = "operations.clock";

    /// <summary>A larger difference between the wall clock and the monotonic one is a step; time synchronisation moves it by less.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    // Long enough to be seen, and for a second step to be taken for the trouble that it is.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private (DateTimeOffset Wall, long Monotonic)? last;
    private (DateTimeOffset At, TimeSpan By, long Monotonic)? step;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (wall, monotonic) = (clock.GetUtcNow(), clock.GetTimestamp());
        if (last is { } before && wall - before.Wall - clock.GetElapsedTime(before.Monotonic, monotonic) is var by && by.Duration() > Step) step = (wall, by, monotonic);
        last = (wall, monotonic);
        if (step is not { } seen || clock.GetElapsedTime(seen.Monotonic, monotonic) > Remembered) return Task.FromResult(HealthCheckSetup.Well());
        return Task.FromResult(seen.By > TimeSpan.Zero
            ? HealthCheckSetup.Warn("forward", $"The clock jumped forward by {seen.By.TotalSeconds:0} s.", Math.Round(seen.By.TotalSeconds, 1), seen.At)
            : HealthCheckSetup.Warn("backward", $"The clock jumped back by {-seen.By.TotalSeconds:0} s.", Math.Round(-seen.By.TotalSeconds, 1), seen.At));
    }
}
