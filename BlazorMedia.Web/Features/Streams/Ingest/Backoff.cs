namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>Pauses between tries: at most 1 s, then 2, 4, 8 and 15 s, each up to a fifth shorter, so that many paths of one device do not knock together.</summary>
internal sealed class Backoff
{
    private static readonly double[] Seconds = [1, 2, 4, 8, 15];
    private int tries;

    public TimeSpan Next() => TimeSpan.FromSeconds(Seconds[Math.Min(tries++, Seconds.Length - 1)] * (0.8 + (0.2 * Random.Shared.NextDouble())));

    /// <summary>A wrong password does not become right: no fast tries, which some cameras answer with a lock-out.</summary>
    public TimeSpan Slow() => TimeSpan.FromSeconds(Seconds[^1]);

    public void Reset() => tries = 0;
}
