using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>One recording as clients see it.</summary>
/// <param name="Path">Below the recordings' root, with forward slashes.</param>
/// <param name="State"><c>recording</c>, <c>finalising</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="StartedAt">Wall clock of the first picture, UTC.</param>
/// <param name="ThumbnailUrl">Null until there is one.</param>
/// <param name="FileUrl">Null when there is no file. While the recording grows, it answers with what there is of it at that moment.</param>
/// <param name="Failure">Why there is no file, as a code: <c>no-media</c>, <c>no-space</c> or <c>failed</c>; null when it has not failed.</param>
/// <param name="FailureDetails">The raw words of whatever said no.</param>
/// <param name="Growing">It is being recorded or its file is being written.</param>
/// <param name="IsFavourite">Kept whatever its age and the space; a person may delete it.</param>
/// <param name="IsLocked">Kept, and to be unlocked before anybody may delete it.</param>
public sealed record RecordingDto(
    Guid Id, string Stream, string Name, string Path, string State, DateTimeOffset StartedAt, long DurationMs, long Bytes, string? VideoCodec, string? AudioCodec,
    int Width, int Height, string? ThumbnailUrl, string? FileUrl, string? Failure, string? FailureDetails = null, bool Growing = false, bool IsFavourite = false, bool IsLocked = false)
{
    internal const string Route = "/api/v1/recordings";

    internal static RecordingDto From(Recording r) => From(r, r.Failure is null ? null : RecordingFailure.Parse(r.Failure));

    private static RecordingDto From(Recording r, RecordingFailure? failure) => new(
        r.Id, r.StreamName, r.Name, r.Path, StateOf(r.State), r.StartedAt, r.DurationMs, r.Bytes, r.VideoCodec, r.AudioCodec, r.Width, r.Height,
        r.HasThumbnail ? $"{Route}/{r.Id}/thumbnail" : null, r.State == RecordingState.Failed ? null : $"{Route}/{r.Id}/file", failure?.Code, failure?.Details,
        r.State is RecordingState.Recording or RecordingState.Finalising, r.IsFavourite, r.IsLocked);

    private static string StateOf(RecordingState state) => state switch
    {
        RecordingState.Recording => "recording",
        RecordingState.Finalising => "finalising",
        RecordingState.Ready => "ready",
        RecordingState.Failed => "failed",
    };
}

/// <summary>An unbroken stretch of real time in a file.</summary>
/// <param name="OffsetMs">Where it begins in the file.</param>
/// <param name="GapReason">Why there was nothing before it; null for the first.</param>
public sealed record PieceDto(DateTimeOffset StartedAt, long DurationMs, long OffsetMs, string? GapReason);

/// <summary>A recording with the real times of what it holds, in file order.</summary>
public sealed record RecordingDetail(RecordingDto Recording, IReadOnlyList<PieceDto> Pieces);

/// <summary>One page, in the order that was asked for.</summary>
/// <param name="NextCursor">For the next page; null on the last.</param>
public sealed record RecordingPage(IReadOnlyList<RecordingDto> Items, string? NextCursor);

/// <summary>What to list; null = any.</summary>
/// <param name="Stream">Exact name of a stream.</param>
/// <param name="Day">Day in the server's time zone, <c>YYYY-MM-DD</c> or <c>YYYYMMDD</c>.</param>
/// <param name="Text">Part of the file's or the stream's name, in any case.</param>
/// <param name="Cursor">From the page before.</param>
/// <param name="Limit">From 1 to 200; null = 50.</param>
/// <param name="Trash">True: what was deleted and can still be restored.</param>
/// <param name="Order"><c>desc</c> (or null): the newest first; <c>asc</c>: the oldest first.</param>
/// <param name="Favourites">True: only what bears a star.</param>
public sealed record RecordingFilter(string? Stream, string? Day, string? Text, string? Cursor, int? Limit, bool Trash = false, string? Order = null, bool Favourites = false)
{
    internal const string NewestFirst = "desc";
    internal const string OldestFirst = "asc";

    /// <summary>Whose midnights bound the day; null = the server's.</summary>
    internal TimeZoneInfo? Zone { get; init; }
}
