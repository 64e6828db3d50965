namespace BlazorMedia.Web.Features.Recordings.Events;

/// <summary>Payload of <c>recording.started</c>.</summary>
/// <param name="RecordingId">Of the file; a task whose source changes its parameters makes further ones, each with its own <c>recording.finished</c>.</param>
/// <param name="TaskId">Of the wish to record.</param>
/// <param name="StreamId">Stays the same when the stream is renamed.</param>
/// <param name="Stream">Name of the stream.</param>
/// <param name="FileName">As planned; a file of this name that is put there meanwhile changes it.</param>
/// <param name="Trigger">manual or auto.</param>
/// <param name="StartedAt">When it was asked for, UTC.</param>
/// <param name="MediaStartsAt">Of the first picture, which the pre-roll may put before, UTC.</param>
/// <param name="EndsAt">When it ends by itself, UTC.</param>
/// <param name="StartedBy">Who asked for it; null for a schedule.</param>
public sealed record RecordingStartedEvent(
    Guid RecordingId, Guid TaskId, Guid StreamId, string Stream, string FileName, string Trigger, DateTimeOffset StartedAt, DateTimeOffset MediaStartsAt, DateTimeOffset EndsAt, string? StartedBy);

/// <summary>Payload of <c>recording.finished</c>: the file is whole, checked and in its place.</summary>
/// <param name="RecordingId">Of the file: <c>/api/v1/recordings/{id}</c>.</param>
/// <param name="TaskId">Of the wish to record.</param>
/// <param name="StreamId">Stays the same when the stream is renamed.</param>
/// <param name="Stream">Name of the stream when recording began.</param>
/// <param name="FileName">Without folder.</param>
/// <param name="Path">Below the recordings' root, with forward slashes.</param>
/// <param name="StartedAt">Of the first picture, UTC.</param>
/// <param name="DurationMs">Length of the file in milliseconds, without its gaps.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="VideoCodec">FFmpeg's name: h264, hevc, av1.</param>
/// <param name="AudioCodec">FFmpeg's name; null without sound.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Gaps">Times that something was missing within it.</param>
public sealed record RecordingFinishedEvent(
    Guid RecordingId, Guid TaskId, Guid StreamId, string Stream, string FileName, string Path, DateTimeOffset StartedAt, long DurationMs, long Bytes,
    string? VideoCodec, string? AudioCodec, int Width, int Height, int Gaps);

/// <summary>Payload of <c>recording.failed</c>. Its media is kept and tried again, so that a <c>recording.finished</c> may follow.</summary>
/// <param name="RecordingId">Of the file that could not be written.</param>
/// <param name="TaskId">Of the wish to record.</param>
/// <param name="StreamId">Stays the same when the stream is renamed.</param>
/// <param name="Stream">Name of the stream when recording began.</param>
/// <param name="FileName">As planned.</param>
/// <param name="StartedAt">Of the first picture, UTC.</param>
/// <param name="Reason">Code: no-media, no-space, failed.</param>
public sealed record RecordingFailedEvent(Guid RecordingId, Guid TaskId, Guid StreamId, string Stream, string FileName, DateTimeOffset StartedAt, string Reason);
