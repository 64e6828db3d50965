using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Reads off a running stream what its rules speak of.</summary>
internal static class HealthFigure
{
    public static HealthFigures Of(LiveStream stream)
    {
        var status = stream.Status;
        if (status.State != StreamState.Live) return new(false, null, null, null, null);
        var init = stream.Ring.Current?.Init;
        return new(true, status.BitsPerSecond, status.Fps, GopSeconds(stream), init is null ? null : init.Audio is not null && status.Warning != "audio-dropped");
    }

    // By the time of the media, so that neither a paused app nor a burst is taken for a long one.
    private static double? GopSeconds(LiveStream stream)
    {
        if (stream.Ring.Current is not { LastFragment: { } last } run) return null;
        DateTimeOffset? newest = null;
        foreach (var keyframe in run.Segments.Reverse().SelectMany(s => s.Fragments.Reverse()).Where(f => f.IsKeyframe))
        {
            if (newest is { } newer) return Math.Max((newer - keyframe.StartsAt).TotalSeconds, (last.EndsAt - newer).TotalSeconds);
            newest = keyframe.StartsAt;
        }
        return newest is { } only ? (last.EndsAt - only).TotalSeconds : null;
    }
}
