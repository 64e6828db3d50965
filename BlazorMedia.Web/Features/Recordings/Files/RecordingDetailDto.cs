namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>A recording as the API answers it: the fields of the list, and the pieces.</summary>
public sealed record RecordingDetailDto(
    Guid Id, string Stream, string Name, string Path, string State, DateTimeOffset StartedAt, long DurationMs, long Bytes, string? VideoCodec, string? AudioCodec,
    int Width, int Height, string? ThumbnailUrl, string? FileUrl, string? Failure, string? FailureDetails, bool Growing, IReadOnlyList<PieceDto> Pieces)
{
    internal static RecordingDetailDto From(RecordingDetail detail)
    {
        var r = detail.Recording;
        return new(
            r.Id, r.Stream, r.Name, r.Path, r.State, r.StartedAt, r.DurationMs, r.Bytes, r.VideoCodec, r.AudioCodec, r.Width, r.Height,
            r.ThumbnailUrl, r.FileUrl, r.Failure, r.FailureDetails, r.Growing, detail.Pieces);
    }
}
