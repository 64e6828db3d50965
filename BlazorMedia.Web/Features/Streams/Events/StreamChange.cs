using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Events;

internal enum StreamMove
{
    Live,
    Stalled,

    /// <summary>Any other state: offline, connecting anew, asleep, switched off.</summary>
    Down,

    /// <summary>Live already in an earlier life of the app, whose FFmpeg goes on: no news to anybody.</summary>
    Adopted,

    Deleted,
}

/// <summary>A stream's state as it was written, on its way to whoever tells other systems of it.</summary>
internal sealed record StreamChange(StreamMove Move, Guid StreamId, string Name, StreamStatus Status, DateTimeOffset At);
