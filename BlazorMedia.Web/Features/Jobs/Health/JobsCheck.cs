using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Jobs.Health;

/// <summary>Background work succeeds: nothing was given up, schedules run in time and do not fail again and again.</summary>
internal sealed class JobsCheck(JobBoard board, JobSchedules schedules, TimeProvider clock) : IHealthCheck
{
    public const string Key = "jobs.work";

    // Once is bad luck; what fails three times in a row will fail the fourth time.
    private const int InRow = 3;
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failed = await board.FailedCountAsync(cancellationToken);
        if (failed > 0) return HealthCheckSetup.Warn("failed", $"{failed} jobs failed for good and wait for a person.", failed);
        var all = await schedules.ListAsync(cancellationToken);
        if (all.FirstOrDefault(s => s.NextAt < clock.GetUtcNow() - Late) is { } late) return HealthCheckSetup.Bad("overdue", $"The job {late.Key} should have run at {late.NextAt:u}.", late.Key, late.NextAt!.Value);
        return all.MaxBy(s => s.FailuresInRow) is { FailuresInRow: >= InRow } failing
            ? HealthCheckSetup.Warn("failing", $"The job {failing.Key} failed {failing.FailuresInRow} times in a row.", failing.Key, failing.FailuresInRow)
            : HealthCheckSetup.Well();
    }
}
