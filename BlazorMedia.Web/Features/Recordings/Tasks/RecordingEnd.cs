using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;
using BlazorMedia.Web.Features.Streams.Smart;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>When and where a task ends by itself. The media's clock decides the place, the wall clock only when no media comes.</summary>
/// <param name="IsDue">True: it ends now.</param>
/// <param name="Before">The first fragment that does not belong to it; null = after the last one.</param>
/// <param name="Next">The keyframe with which the next task begins; null = none follows.</param>
internal readonly record struct RecordingEnd(bool IsDue, RingFragment? Before = null, RingFragment? Next = null)
{
    // Fragments last a fifth of a second; what ends at the time is there soon after it.
    private static readonly TimeSpan FragmentPatience = TimeSpan.FromSeconds(2);

    /// <param name="wish">What the stream's settings and its trigger want now.</param>
    public static RecordingEnd Judge(RecordingTask task, LiveStream stream, RecordingWish wish, DateTimeOffset now)
    {
        var repeats = task.Trigger != RecordingTrigger.Manual;
        if (repeats && !(task.Trigger == RecordingTrigger.Auto ? wish.Always : wish.Smart)) return new(true);
        if (!task.IsExpired(now)) return default;
        var following = stream.Ring.Fragments.Where(f => f.StartsAt >= task.EndsAt);
        if (!repeats) return following.FirstOrDefault() is { } first ? new(true, first) : new(now >= task.EndsAt + FragmentPatience);
        // While pictures come the next keyframe is waited for, however long the source takes; without them, the next task begins when they do.
        return following.FirstOrDefault(f => f.IsKeyframe) is { } keyframe ? new(true, keyframe, keyframe)
            : new(stream.Status.State != StreamState.Live && now >= task.EndsAt + FragmentPatience);
    }
}
