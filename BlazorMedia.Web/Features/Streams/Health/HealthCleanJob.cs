using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Removes what ended more than 30 days ago from the history of streams.</summary>
internal sealed class HealthCleanJob(IDbContextFactory<AppDbContext> databases, TimeProvider time) : IScheduledJob
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static JobSpec Spec { get; } = new("streams.health-clean", TimeSpan.FromHours(6));

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        var cutoff = time.GetUtcNow() - Kept;
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<StreamSpan>().Where(s => s.EndedAt < cutoff).ExecuteDeleteAsync(ct);
        await db.Set<StreamAlert>().Where(a => a.ClearedAt < cutoff).ExecuteDeleteAsync(ct);
    }
}
