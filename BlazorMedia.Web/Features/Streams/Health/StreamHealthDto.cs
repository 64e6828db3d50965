using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <param name="State">disabled, asleep, connecting, live, stalled, offline or unauthorised.</param>
/// <param name="Reason">Code; <c>app-stopped</c> = this server did not run.</param>
/// <param name="EndedAt">Null while it lasts.</param>
public sealed record StreamSpanDto(string State, string? Reason, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <param name="Kind">black, frozen, no-signal, bitrate-low, bitrate-high, fps-low, fps-high, gop-long or audio-missing.</param>
/// <param name="Detail">The figure that raised it.</param>
/// <param name="ClearedAt">Null while it holds.</param>
public sealed record StreamAlertDto(Guid Id, string Kind, string? Detail, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt)
{
    internal static StreamAlertDto From(StreamAlert alert) => new(alert.Id, alert.Kind, alert.Detail, alert.RaisedAt, alert.ClearedAt);
}

/// <summary>How a stream was in a stretch of time.</summary>
/// <param name="Uptime">Share of the time that it was live, 0 to 1, of that in which it should have been; null when it was never wanted or nothing is known.</param>
/// <param name="Spans">Oldest first.</param>
/// <param name="Alerts">Newest first.</param>
public sealed record StreamHealthDto(string Stream, DateTimeOffset From, DateTimeOffset Until, double? Uptime, IReadOnlyList<StreamSpanDto> Spans, IReadOnlyList<StreamAlertDto> Alerts);
