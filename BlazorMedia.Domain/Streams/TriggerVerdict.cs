namespace BlazorMedia.Domain.Streams;

public enum TriggerPhase
{
    /// <summary>There is no trigger.</summary>
    Off,

    /// <summary>The schedule says not now.</summary>
    Disarmed,

    /// <summary>Nothing to see yet.</summary>
    Watching,

    /// <summary>Some of the checks that are needed have counted.</summary>
    Counting,

    Recording,

    /// <summary>Recording still, but the content has gone.</summary>
    Holding,

    /// <summary>A person stopped it, so it waits until the content has gone once.</summary>
    Quiet,
}

/// <summary>What a trigger wants after its last check, and why.</summary>
/// <param name="Count">Checks that counted so far.</param>
/// <param name="Sum">Of their scores.</param>
/// <param name="From">The first check that counted: what is recorded begins before it. Null while nothing is wanted.</param>
/// <param name="GoneSince">Since when the content has gone; null while it is there.</param>
public sealed record TriggerVerdict(TriggerPhase Phase, int Count = 0, int Sum = 0, DateTimeOffset? From = null, DateTimeOffset? GoneSince = null)
{
    public bool Wants => Phase is TriggerPhase.Recording or TriggerPhase.Holding;
}
