namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Payload of <c>stream.alert_raised</c> and <c>stream.alert_cleared</c>.</summary>
/// <param name="AlertId">The same in both.</param>
/// <param name="StreamId">Stays the same when the stream is renamed.</param>
/// <param name="Stream">Its name.</param>
/// <param name="Kind">black, frozen, no-signal, bitrate-low, bitrate-high, fps-low, fps-high, gop-long or audio-missing.</param>
/// <param name="Detail">The figure that raised it, for people; null where the kind says all.</param>
/// <param name="RaisedAt">UTC.</param>
/// <param name="ClearedAt">UTC; null while it holds.</param>
public sealed record StreamAlertEvent(Guid AlertId, Guid StreamId, string Stream, string Kind, string? Detail, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt);
