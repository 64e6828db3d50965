namespace BlazorMedia.Web.Features.Recordings;

/// <summary>What open pages subscribe to.</summary>
internal static class RecordingTopics
{
    /// <summary>A recording appeared, changed or went.</summary>
    public const string Recordings = "recordings";

    /// <summary>A task was started, stopped, finished or failed.</summary>
    public const string Tasks = "recording-tasks";

    /// <summary>An export was asked for, changed its state or went.</summary>
    public const string Exports = "recording-exports";
}
