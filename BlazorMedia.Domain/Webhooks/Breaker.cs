namespace BlazorMedia.Domain.Webhooks;

/// <summary>When an endpoint that fails is left alone, and when it is given up.</summary>
public static class Breaker
{
    /// <summary>Failed requests in a row after which nothing more is sent for a while.</summary>
    public const int Threshold = 5;

    /// <summary>How long an endpoint may fail without a single success before it is switched off.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Doubles with every request that fails after a pause; null while the breaker stays closed.</summary>
    public static TimeSpan? PauseAfter(int failuresInARow)
    {
        if (failuresInARow < Threshold) return null;
        var doublings = Math.Min(failuresInARow - Threshold, 10);
        var pause = FirstPause * Math.Pow(2, doublings);
        return pause < LongestPause ? pause : LongestPause;
    }
}
