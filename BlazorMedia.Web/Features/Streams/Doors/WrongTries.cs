using System.Collections.Concurrent;

namespace BlazorMedia.Web.Features.Streams.Doors;

/// <summary>Counts wrong keys per address: after ten within a minute the address is refused unheard until the minute is over.</summary>
internal sealed class WrongTries(TimeProvider time)
{
    public const int Most = 10;

    // Forgetting everybody is better than remembering the whole internet.
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (int Count, long Since)> tries = new();

    public bool AreTooMany(string address) => tries.TryGetValue(address, out var seen) && seen.Count >= Most && time.GetElapsedTime(seen.Since) < Minute;

    public void Add(string address)
    {
        if (tries.Count >= MostAddresses) tries.Clear();
        tries.AddOrUpdate(address, _ => (1, time.GetTimestamp()), (_, seen) => time.GetElapsedTime(seen.Since) < Minute ? (seen.Count + 1, seen.Since) : (1, time.GetTimestamp()));
    }
}
