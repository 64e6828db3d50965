using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>A backup that nobody made is noticed on the day it is needed; this says so earlier.</summary>
internal sealed class BackupHealth(BackupFolder folder, IDbContextFactory<AppDbContext> databases, TimeProvider clock) : IHealthCheck
{
    public const string Key = "operations.backup";

    private static readonly TimeSpan Oldest = TimeSpan.FromDays(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<JobFailure>().AnyAsync(f => f.Key == BackupJob.Spec.Key, cancellationToken)) return HealthCheckSetup.Bad("failed", "The last backup failed.");
        var now = clock.GetUtcNow();
        if (folder.List().FirstOrDefault(f => f.Manifest is not null) is not { } last)
        {
            // A server that was set up today has had no night yet.
            var isYoung = !await db.Users.AnyAsync(u => u.CreatedAt < now - Oldest, cancellationToken);
            return isYoung ? HealthCheckSetup.Well() : HealthCheckSetup.Warn("none", "There is no backup.");
        }
        var age = now - last.CreatedAt;
        return age <= Oldest ? HealthCheckSetup.Well() : HealthCheckSetup.Warn("old", $"The last backup is {age.Days} days old.", age.Days);
    }
}
