namespace BlazorMedia.Web.Features.Streams.Ownership;

/// <summary>That a path runs on another node.</summary>
/// <param name="Node">Its name; null while no node has taken the path yet.</param>
/// <param name="Address">Where people reach it; null when that was not configured.</param>
/// <param name="RecordingTaskId">What is recorded there.</param>
internal sealed record StreamElsewhere(string? Node, string? Address, Guid? RecordingTaskId);
