namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>One run, now or in the past, with all that is known of it.</summary>
/// <param name="Identity">Which piece of enqueued work; null for a schedule.</param>
/// <param name="Outcome">Null while it runs.</param>
/// <param name="Duration">So far, while it runs.</param>
/// <param name="Percent">0 to 100, while it runs and where it has said.</param>
/// <param name="Message">Code of what it does now, while it runs.</param>
/// <param name="Input">As it was enqueued, JSON; null where there is none or <paramref name="InputHidden"/>.</param>
/// <param name="InputHidden">There is one, but it says something about people.</param>
/// <param name="Attempts">The last runs of the same work, the newest first.</param>
public sealed record JobRunDetail(
    string Id, string Key, string? Identity, JobOutcome? Outcome, DateTimeOffset StartedAt, TimeSpan Duration, int? Attempt, int? Percent, string? Message,
    string? Error, string? Node, string? Input, bool InputHidden, IReadOnlyList<FinishedJob> Attempts);
