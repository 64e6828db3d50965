using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>Bit rate and frame rate over the last seconds of a run, from its index alone.</summary>
internal static class MediaRates
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(6);

    /// <summary>Bits per second and pictures per second; nulls before there is a second of media.</summary>
    public static (long? BitsPerSecond, double? Fps) Of(RingRun run)
    {
        if (run.LastFragment is not { } last || run.Init is not { } init) return default;
        var (bytes, pictures, duration) = (0L, 0, TimeSpan.Zero);
        foreach (var fragment in run.Segments.Reverse().SelectMany(s => s.Fragments.Reverse()))
        {
            if (last.EndsAt - fragment.StartsAt > Window) break;
            // A fragment of sound alone (before the first keyframe) says nothing of the picture.
            if (init.Video is { } video && fragment.TrackOf(video.Id) is not { Samples: > 0 }) continue;
            bytes += fragment.Length;
            pictures += init.Video is null ? 0 : fragment.TrackOf(init.Video.Id)!.Value.Samples;
            duration += fragment.Duration;
        }
        return duration < TimeSpan.FromSeconds(1) ? default : ((long)(bytes * 8 / duration.TotalSeconds), Math.Round(pictures / duration.TotalSeconds, 2));
    }
}
