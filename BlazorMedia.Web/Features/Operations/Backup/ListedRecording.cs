namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>A recording as a backup lists it; its file is too large to be copied.</summary>
/// <param name="Path">Below the recordings' root.</param>
public sealed record ListedRecording(Guid Id, string Path, long Bytes, string Stream, DateTimeOffset StartedAt);
