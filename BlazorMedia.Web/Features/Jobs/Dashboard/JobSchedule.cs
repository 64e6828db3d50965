namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>A job that runs in its rhythm, and how it fared last.</summary>
/// <param name="FailuresInRow">How often in a row it failed; 0 when its last run succeeded.</param>
public sealed record JobSchedule(
    string Key, TimeSpan Every, DateTimeOffset? NextAt, DateTimeOffset? LastAt, bool? LastSucceeded, TimeSpan? LastDuration, int FailuresInRow);
