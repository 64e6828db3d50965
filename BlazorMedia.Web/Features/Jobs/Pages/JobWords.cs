using BlazorMedia.Web.Features.Jobs.Dashboard;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Jobs.Pages;

/// <summary>What the engine and the jobs say of themselves, in the words of the reader. Raw texts are shown as details only.</summary>
internal static class JobWords
{
    /// <summary>What a running job does now; its code where nobody has translated it.</summary>
    public static string? ProgressOf(this IStringLocalizer<JobsText> text, RunningJob job) =>
        job.Message is null ? null : text[$"progress.{job.Message}"] is { ResourceNotFound: false } words ? words.Value : job.Message;

    public static string CauseOf(this IStringLocalizer<JobsText> text, FailedJob job) => text["error." + CauseOf(job)];

    public static string? DetailsOf(this IStringLocalizer<JobsText> text, string? error) => error is null ? null : text["error.details", error].Value;

    // The details begin with the type of the exception: rough, but every job has it.
    private static string CauseOf(FailedJob job) =>
        job.Error.Contains("no space left", StringComparison.OrdinalIgnoreCase) ? "no-space"
        : job.Details.StartsWith(typeof(InvalidDataException).FullName!, StringComparison.Ordinal) ? "media"
        : job.Details.StartsWith("System.IO.", StringComparison.Ordinal) || job.Details.StartsWith(typeof(UnauthorizedAccessException).FullName!, StringComparison.Ordinal) ? "disk"
        : "failed";
}
