namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>Lets a line through once a minute for each key of a caller, and only so many keys: whoever tries every door must not fill the disk, nor leave no room for others.</summary>
internal sealed class OncePerMinute(TimeProvider clock)
{
    public const int MaxKeys = 1000;
    public const int MaxKeysPerCaller = 50;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Caller, string Key), DateTimeOffset> last = [];

    /// <param name="caller">Whose share of the keys is used: an address, or who is known.</param>
    public bool Allows(string caller, string key)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (last.TryGetValue((caller, key), out var before))
            {
                if (now - before < Minute) return false;
            }
            else if (IsFull(caller))
            {
                Forget(now);
                if (IsFull(caller)) return false;
            }
            last[(caller, key)] = now;
            return true;
        }
    }

    private bool IsFull(string caller) => last.Count >= MaxKeys || last.Keys.Count(k => k.Caller == caller) >= MaxKeysPerCaller;

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, at) in last)
            if (now - at >= Minute) last.Remove(key);
    }
}
