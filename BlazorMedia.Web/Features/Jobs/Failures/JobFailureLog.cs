using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Logging;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Jobs.Failures;

/// <summary>Keeps what failed for good. The engine's own history forgets by age and count, and cannot be told that a failure was dealt with.</summary>
internal sealed partial class JobFailureLog(
    IDbContextFactory<AppDbContext> databases, IEnumerable<IJobFailureListener> listeners, AuditTrail audit, TimeProvider clock, ILogger<JobFailureLog> logger)
{
    /// <param name="attempts">How often it was tried, the first time included.</param>
    public async Task RecordAsync(string key, string identity, string? input, Exception exception, int attempts, CancellationToken ct)
    {
        try
        {
            await SaveAsync(key, identity, input, exception, attempts, listeners, ct);
        }
        catch (DbUpdateException refused) when (listeners.Any())
        {
            // What a listener added may be what the database refused; the failure itself must be written whatever they do.
            LogListener(refused, key, identity);
            await SaveAsync(key, identity, input, exception, attempts, [], ct);
        }
    }

    /// <summary>The work succeeded, or is queued again.</summary>
    public async Task ClearAsync(string key, string identity, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<JobFailure>().Where(f => f.Key == key && f.Identity == identity).ExecuteDeleteAsync(ct);
    }

    /// <summary>A person took them off the list; each is written down in the same transaction.</summary>
    public async Task DiscardAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var failures = await db.Set<JobFailure>().Where(f => ids.Contains(f.Id)).ToListAsync(ct);
        foreach (var failure in failures) audit.Add(db, "jobs.discarded", NameOf(failure.Key, failure.Identity), failure.Error);
        db.RemoveRange(failures);
        await db.SaveChangesAsync(ct);
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

    /// <summary>The work as the audit trail names it.</summary>
    public static string NameOf(string key, string? identity) => string.IsNullOrEmpty(identity) ? key : $"{key} {identity}";

    private async Task SaveAsync(string key, string identity, string? input, Exception exception, int attempts, IEnumerable<IJobFailureListener> heard, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var failure = await db.Set<JobFailure>().SingleOrDefaultAsync(f => f.Key == key && f.Identity == identity, ct);
        if (failure is null) db.Add(failure = JobFailure.Of(key, identity, clock.GetUtcNow()));
        failure.Record(input, exception, attempts, clock.GetUtcNow(), SecretRedactor.Redact);
        foreach (var listener in heard) await TellAsync(db, listener, failure, ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task TellAsync(AppDbContext db, IJobFailureListener listener, JobFailure failure, CancellationToken ct)
    {
        var before = db.ChangeTracker.Entries().Select(e => e.Entity).ToHashSet(ReferenceEqualityComparer.Instance);
        try
        {
            await listener.OnFailedAsync(db, failure, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogListener(exception, failure.Key, failure.Identity);
            // Half of what it wanted to write would be worse than nothing.
            foreach (var entry in db.ChangeTracker.Entries().Where(e => !before.Contains(e.Entity)).ToList()) entry.State = EntityState.Detached;
        }
    }

    [LoggerMessage(LogLevel.Error, "A listener could not be told that {Key} {Identity} failed")]
    private partial void LogListener(Exception exception, string key, string identity);
}
