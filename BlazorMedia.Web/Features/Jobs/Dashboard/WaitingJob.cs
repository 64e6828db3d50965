namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>Enqueued work that has not begun, or waits for its next attempt.</summary>
/// <param name="Attempt">Which attempt comes next, from 1.</param>
public sealed record WaitingJob(string Id, string Key, string? Identity, DateTimeOffset DueAt, int Attempt)
{
    /// <summary>Its time has not come; otherwise it only waits for a free place.</summary>
    public bool IsLater(DateTimeOffset now) => DueAt > now;
}
