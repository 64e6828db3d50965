using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Events;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Features.Streams.Publish;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>The one place that writes a path's status, and tells pages, waiting callers and the writer of events of it.</summary>
internal sealed class StatusBoard(LiveTopics topics, StreamChangeQueue changes, SpanQueue history, TimeProvider time)
{
    /// <summary>Its FFmpeg goes on from an earlier life of the app. Where that had shown it live already, becoming live again is no news.</summary>
    public void Adopted(LiveStream stream, IngestRun run)
    {
        if (run.Tailer.Clock.Zero is not null) changes.Adopted(stream);
    }

    public void Deleted(LiveStream stream) => changes.Deleted(stream);

    public void Connecting(LiveStream stream, int earlierRuns)
    {
        var reason = earlierRuns == 0 ? "starting" : stream.Status.Reason;
        Write(stream, new StreamStatus(StreamState.Connecting, reason, SinceOf(stream, StreamState.Connecting)) { Reconnects = earlierRuns, LastError = stream.Status.LastError });
    }

    /// <summary>FFmpeg listens, and nobody has come yet.</summary>
    public void Listening(LiveStream stream, int earlierRuns)
    {
        Set(stream, StreamState.Offline, Publications.Waiting);
        stream.Status = stream.Status with { Reconnects = earlierRuns };
    }

    public void Set(LiveStream stream, StreamState state, string reason, string? error = null) =>
        Write(stream, new StreamStatus(state, reason, SinceOf(stream, state)) { Reconnects = stream.Status.Reconnects, LastError = error ?? stream.Status.LastError });

    public void Live(LiveStream stream, IngestRun run)
    {
        var init = run.Run.Init;
        var (bits, fps) = MediaRates.Of(run.Run);
        Write(stream, new StreamStatus(StreamState.Live, null, SinceOf(stream, StreamState.Live))
        {
            VideoCodec = init?.Video?.Codec,
            Width = init?.Video?.Width ?? 0,
            Height = init?.Video?.Height ?? 0,
            Fps = fps,
            AudioCodec = init?.Audio?.Codec,
            BitsPerSecond = bits,
            LastKeyframeAt = run.Run.Segments.Reverse().SelectMany(s => s.Fragments.Reverse()).FirstOrDefault(f => f.IsKeyframe)?.StartsAt ?? stream.Status.LastKeyframeAt,
            Reconnects = stream.Status.Reconnects,
            LastError = run.LastError ?? stream.Status.LastError,
            Transcoding = run.Facts.Plan.TranscodeVideo,
            Warning = run.Facts.Plan.Warning,
        });
    }

    private DateTimeOffset SinceOf(LiveStream stream, StreamState state) => stream.Status.State == state ? stream.Status.Since : time.GetUtcNow();

    private void Write(LiveStream stream, StreamStatus status)
    {
        var isNew = stream.Status.State != status.State || stream.Status.Reason != status.Reason;
        stream.Status = status;
        if (isNew) changes.Changed(stream);
        history.Written(stream);
        // Whoever waits for the path to become live waits on the ring.
        if (isNew) stream.Ring.Change(runs => runs);
        if (isNew) topics.Publish(LiveStreams.ListTopic);
        topics.Publish(LiveStreams.TopicOf(stream.Id));
    }
}
