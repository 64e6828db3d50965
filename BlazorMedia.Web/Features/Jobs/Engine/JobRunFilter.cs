namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>How runs ended, as they can be asked for.</summary>
internal enum JobOutcomeFilter
{
    Succeeded,
    Retried,
    Failed,

    /// <summary>Cancelled by a person, or interrupted.</summary>
    Stopped,
}

/// <summary>Which of the past runs to list.</summary>
/// <param name="Key">Of the job's specification.</param>
/// <param name="From">Started at or after.</param>
/// <param name="To">Started before.</param>
/// <param name="Routine">False leaves out scheduled runs that went well, unless a job or an outcome is asked for.</param>
internal sealed record JobRunFilter(string? Key = null, JobOutcomeFilter? Outcome = null, DateTimeOffset? From = null, DateTimeOffset? To = null, bool Routine = true)
{
    public static readonly JobRunFilter Everything = new();

    public bool HidesRoutine => !Routine && Key is null && Outcome is null;
}
