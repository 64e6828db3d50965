namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>Work that runs now.</summary>
/// <param name="Identity">Which piece of this work; null for a schedule.</param>
/// <param name="Percent">0 to 100; null when the job has not said.</param>
/// <param name="Message">Code of what it does now, for example <c>recordings.writing</c>.</param>
/// <param name="Node">The machine that runs it; null when there is only one.</param>
public sealed record RunningJob(string Id, string Key, string? Identity, DateTimeOffset StartedAt, int? Percent, string? Message, string? Node);
