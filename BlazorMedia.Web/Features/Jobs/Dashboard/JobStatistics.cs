namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>How many runs ended how, hour by hour; an hour without runs is there too.</summary>
/// <param name="Hours">The oldest first; the last one is the present hour.</param>
public sealed record JobStatistics(IReadOnlyList<JobHour> Hours)
{
    public long Succeeded => Hours.Sum(h => h.Succeeded);

    public long Failed => Hours.Sum(h => h.Failed);
}

/// <param name="StartAt">UTC, on the hour.</param>
/// <param name="Failed">Attempts that failed, those that were retried afterwards included.</param>
/// <param name="Stopped">Cancelled by a person or interrupted.</param>
public sealed record JobHour(DateTimeOffset StartAt, long Succeeded, long Failed, long Stopped);
