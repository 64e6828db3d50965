using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Smart;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>What running tasks are held against: the clock, and what their streams' settings and triggers want now.</summary>
internal sealed class RecordingWishes(TriggerBoard triggers, TimeProvider time)
{
    public TimeProvider Time => time;

    public RecordingEnd EndOf(RecordingTask task, LiveStream stream) => RecordingEnd.Judge(task, stream, triggers.WishOf(stream), time.GetUtcNow());

    /// <summary>A task is followed from now on, also one that ran before the app was restarted.</summary>
    public void Followed(RecordingTask task)
    {
        if (task.Trigger == RecordingTrigger.Smart) triggers.Adopt(task.StreamId);
    }
}
