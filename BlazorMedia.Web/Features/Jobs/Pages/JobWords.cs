using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Engine;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Jobs.Pages;

/// <summary>What the engine and the jobs say of themselves, in the words of the reader. Raw texts are shown as details only.</summary>
internal static class JobWords
{
    /// <summary>What a running job does now; its code where nobody has translated it.</summary>
    public static string? ProgressOf(this IStringLocalizer<JobsText> text, string? message) =>
        message is null ? null : text[$"progress.{message}"] is { ResourceNotFound: false } words ? words.Value : message;

    public static string WordOf(this IStringLocalizer<JobsText> text, JobOutcome outcome) => text["outcome." + JobDto.WordOf(outcome)];

    /// <summary>An interval in words, or the cron expression as it is.</summary>
    public static string RhythmOf(this IStringLocalizer<JobsText> text, JobRhythm rhythm) => rhythm.Cron ?? (rhythm.Every!.Value switch
    {
        { TotalMinutes: < 1 } every => text["every.seconds", every.TotalSeconds],
        { TotalHours: < 1 } every => text["every.minutes", Math.Round(every.TotalMinutes, 1)],
        { TotalDays: < 1 } every => text["every.hours", Math.Round(every.TotalHours, 1)],
        var every => text["every.days", Math.Round(every.TotalDays, 1)],
    });

    public static string CauseOf(this IStringLocalizer<JobsText> text, FailedJob job) => text["error." + CauseOf(job)];

    public static string? DetailsOf(this IStringLocalizer<JobsText> text, string? error) => error is null ? null : text["error.details", error].Value;

    // The details begin with the type of the exception: rough, but every job has it.
    private static string CauseOf(FailedJob job) =>
        job.Error.Contains("no space left", StringComparison.OrdinalIgnoreCase) ? "no-space"
        : job.Details.StartsWith(typeof(JobInterruptedException).FullName!, StringComparison.Ordinal) ? "interrupted"
        : job.Details.StartsWith(typeof(InvalidDataException).FullName!, StringComparison.Ordinal) ? "media"
        : job.Details.StartsWith("System.IO.", StringComparison.Ordinal) || job.Details.StartsWith(typeof(UnauthorizedAccessException).FullName!, StringComparison.Ordinal) ? "disk"
        : "failed";
}
