using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Jobs.Failures;

/// <summary>Keeps what failed for good. The engine's own history forgets by age and count, and cannot be told that a failure was dealt with.</summary>
internal sealed class JobFailureLog(IDbContextFactory<AppDbContext> databases, IEnumerable<IJobFailureListener> listeners, TimeProvider clock)
{
    /// <param name="attempts">How often it was tried, the first time included.</param>
    public async Task RecordAsync(string key, string identity, string? input, Exception exception, int attempts, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var failure = await db.Set<JobFailure>().SingleOrDefaultAsync(f => f.Key == key && f.Identity == identity, ct);
        if (failure is null) db.Add(failure = JobFailure.Of(key, identity, clock.GetUtcNow()));
        failure.Record(input, exception, attempts, clock.GetUtcNow());
        foreach (var listener in listeners) await listener.OnFailedAsync(db, failure, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The work succeeded, or a person took it off the list.</summary>
    public async Task ClearAsync(string key, string identity, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<JobFailure>().Where(f => f.Key == key && f.Identity == identity).ExecuteDeleteAsync(ct);
    }

    public async Task<JobFailure?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<JobFailure>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<JobFailure>> ListAsync(int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<JobFailure>().AsNoTracking().OrderByDescending(f => f.FailedAt).ThenBy(f => f.Id).Skip(skip).Take(take).ToListAsync(ct);
    }

    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<JobFailure>().CountAsync(ct);
    }
}
