using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Jobs.Settings;

/// <summary>What people changed about jobs. Remembered for a moment, because every piece of work that is enqueued asks; so a change made on another node counts here after five seconds.</summary>
internal sealed class JobSettings(IDbContextFactory<AppDbContext> databases, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);
    private volatile Snapshot? known;

    /// <summary>By the key of the specification; what nobody changed is missing.</summary>
    public async ValueTask<IReadOnlyDictionary<string, JobSetting>> AllAsync(CancellationToken ct)
    {
        if (known is { } fresh && clock.GetElapsedTime(fresh.At) < Memory) return fresh.Settings;
        await using var db = await databases.CreateDbContextAsync(ct);
        var read = new Snapshot(clock.GetTimestamp(), await db.Set<JobSetting>().AsNoTracking().ToDictionaryAsync(s => s.Key, StringComparer.Ordinal, ct));
        known = read;
        return read.Settings;
    }

    public async ValueTask<JobSetting?> FindAsync(string key, CancellationToken ct) => (await AllAsync(ct)).GetValueOrDefault(key);

    public async ValueTask<RetryRule> RetryOfAsync(JobSpec spec, CancellationToken ct) => (await FindAsync(spec.Key, ct))?.Retry ?? RetryRule.Of(spec);

    /// <summary>Saves the change and the line of the audit trail together.</summary>
    /// <param name="action">Of the audit trail.</param>
    /// <returns>What is set now; null when nothing differs from the specification any more.</returns>
    public async Task<JobSetting?> ChangeAsync(string key, Action<JobSetting, DateTimeOffset> change, string action, string? details, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var stored = await db.Set<JobSetting>().SingleOrDefaultAsync(s => s.Key == key, ct);
        var setting = stored ?? JobSetting.Of(key);
        change(setting, clock.GetUtcNow());
        if (stored is null && !setting.IsDefault) db.Add(setting);
        if (stored is not null && setting.IsDefault) db.Remove(setting);
        audit.Add(db, action, key, details);
        await db.SaveChangesAsync(ct);
        known = null;
        return setting.IsDefault ? null : setting;
    }

    private sealed record Snapshot(long At, IReadOnlyDictionary<string, JobSetting> Settings);
}
