using System.Collections.Concurrent;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>Lets a line through once a minute for each key, and only so many keys: whoever tries every door must not fill the disk.</summary>
internal sealed class OncePerMinute(TimeProvider clock)
{
    public const int MaxKeys = 1000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> last = new(StringComparer.Ordinal);

    public bool Allows(string key)
    {
        var now = clock.GetUtcNow();
        if (last.Count >= MaxKeys) Forget(now);
        if (last.TryGetValue(key, out var before)) return now - before >= Minute && last.TryUpdate(key, now, before);
        return last.Count < MaxKeys && last.TryAdd(key, now);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, at) in last)
            if (now - at >= Minute) last.TryRemove(new(key, at));
    }
}
