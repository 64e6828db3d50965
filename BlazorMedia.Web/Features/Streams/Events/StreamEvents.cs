namespace BlazorMedia.Web.Features.Streams.Events;

/// <summary>Payload of <c>stream.ready</c>.</summary>
/// <param name="StreamId">Stays the same when the stream is renamed.</param>
/// <param name="Stream">Its name.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="VideoCodec">FFmpeg's name (h264, hevc, av1); null while it is not known.</param>
/// <param name="Width">Pixels; 0 while they are not known.</param>
/// <param name="Height">Pixels; 0 while they are not known.</param>
/// <param name="AudioCodec">FFmpeg's name; null without sound.</param>
public sealed record StreamReadyEvent(Guid StreamId, string Stream, DateTimeOffset At, string? VideoCodec, int Width, int Height, string? AudioCodec);

/// <summary>Payload of <c>stream.not_ready</c>.</summary>
/// <param name="StreamId">Stays the same when the stream is renamed.</param>
/// <param name="Stream">Its name.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="Reason">Code: closed, refused, unauthorised, not-found, timeout, no-space, unsupported, failed, disabled, on-demand, deleted, reconnecting …</param>
/// <param name="Error">Last error line of the source's reader, without secrets; null when there is none.</param>
public sealed record StreamNotReadyEvent(Guid StreamId, string Stream, DateTimeOffset At, string Reason, string? Error);

/// <summary>Payload of <c>stream.stalled</c>.</summary>
/// <param name="StreamId">Stays the same when the stream is renamed.</param>
/// <param name="Stream">Its name.</param>
/// <param name="At">When it was given up, UTC.</param>
/// <param name="LastKeyframeAt">Of the last whole picture, UTC; null when there was none.</param>
public sealed record StreamStalledEvent(Guid StreamId, string Stream, DateTimeOffset At, DateTimeOffset? LastKeyframeAt);
