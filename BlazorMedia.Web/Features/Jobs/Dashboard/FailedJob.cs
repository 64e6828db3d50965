namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>Work that failed for good and waits for a person.</summary>
/// <param name="Error">The exception's message; <paramref name="Details"/> is its whole text.</param>
/// <param name="Attempts">How often it was tried, the first time included.</param>
public sealed record FailedJob(Guid Id, string Key, string? Identity, string Error, string Details, DateTimeOffset FailedAt, int Attempts);
