using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>A kept picture as clients see it.</summary>
/// <param name="TakenAt">Wall clock of the picture, UTC.</param>
/// <param name="Path">Below the recordings' root.</param>
/// <param name="Periodic">True: taken by the stream's plan, and removed when it is old.</param>
public sealed record SnapshotDto(Guid Id, string Stream, DateTimeOffset TakenAt, string Path, int Width, int Height, long Bytes, bool Periodic, string FileUrl, string ThumbnailUrl)
{
    internal const string Route = "/api/v1/snapshots";

    internal string Name => Path[(Path.LastIndexOf('/') + 1)..];

    internal static SnapshotDto From(Snapshot s) =>
        new(s.Id, s.StreamName, s.TakenAt, s.Path, s.Width, s.Height, s.Bytes, s.IsPeriodic, $"{Route}/{s.Id}/file", $"{Route}/{s.Id}/thumbnail");
}

/// <summary>The newest first.</summary>
/// <param name="NextCursor">For the next page; null on the last.</param>
public sealed record SnapshotPage(IReadOnlyList<SnapshotDto> Items, string? NextCursor);
