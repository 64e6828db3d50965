namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>How one run ended.</summary>
public enum JobOutcome
{
    Succeeded,

    /// <summary>Failed, and tried again by itself.</summary>
    Retried,

    /// <summary>Failed for good.</summary>
    Failed,

    /// <summary>Stopped by a person.</summary>
    Cancelled,

    /// <summary>Stopped by a shutdown and run again at the next start.</summary>
    Interrupted,
}

/// <summary>One run of the past 14 days.</summary>
/// <param name="Identity">Which piece of enqueued work; null for a schedule.</param>
/// <param name="Attempt">From 1.</param>
public sealed record FinishedJob(
    string Id, string Key, string? Identity, JobOutcome Outcome, DateTimeOffset StartedAt, TimeSpan Duration, int Attempt, string? Error, string? Node);
