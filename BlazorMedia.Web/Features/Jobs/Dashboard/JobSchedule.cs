using BlazorMedia.Domain.Jobs;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>A job that runs in its rhythm, and how it fared last.</summary>
/// <param name="Rhythm">What holds now: what a person set, else <paramref name="Default"/>.</param>
/// <param name="Default">What the job itself says.</param>
/// <param name="NextAt">Null while it is paused.</param>
/// <param name="LastOutcome">Null when it never ran.</param>
/// <param name="FailuresInRow">How often in a row it failed; 0 when its last run succeeded.</param>
public sealed record JobSchedule(
    string Key, JobRhythm Rhythm, JobRhythm Default, bool IsPaused, DateTimeOffset? NextAt, DateTimeOffset? LastAt, JobOutcome? LastOutcome, TimeSpan? LastDuration, int FailuresInRow)
{
    /// <summary>A person set another rhythm than the job's own.</summary>
    public bool IsChanged => Rhythm != Default;
}
