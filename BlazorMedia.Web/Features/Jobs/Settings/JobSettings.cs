using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Jobs.Settings;

/// <summary>What people changed about jobs. Remembered for a moment, because every piece of work that is enqueued asks; so a change made on another node counts here after five seconds.</summary>
internal sealed class JobSettings(IDbContextFactory<AppDbContext> databases, TimeProvider clock)
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

    /// <summary>A change was saved on this node.</summary>
    public void Forget() => known = null;

    private sealed record Snapshot(long At, IReadOnlyDictionary<string, JobSetting> Settings);
}
