namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>Names the texts of kept pictures; the sentences are in the resource files beside it.</summary>
internal sealed class SnapshotsText;
