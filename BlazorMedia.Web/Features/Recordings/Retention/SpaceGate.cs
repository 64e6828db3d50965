using System.Collections.Concurrent;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>Asked before anything is recorded: is the disk the right one, and is there room for this path?</summary>
internal sealed class SpaceGate(RecordingStore store)
{
    private readonly ConcurrentDictionary<Guid, RecordingTask> interrupted = new();
    private volatile Closing? closing;

    /// <summary>What a person had started and space has stopped; the paths that are always recorded start by themselves.</summary>
    public IReadOnlyCollection<RecordingTask> Interrupted => [.. interrupted.Values];

    /// <summary>The highest priority that may not record; null = all may.</summary>
    public int? ClosedUpTo => closing?.Priority;

    /// <summary>Why the path may not be recorded now; null when it may.</summary>
    public Refusal? Check(Guid streamId) => store.Identity.Refusal ?? (closing is { } closed && closed.Rules.PriorityOf(streamId) <= closed.Priority ? RetentionRefusals.NoSpace : null);

    public void Close(int priority, RetentionRules rules) => closing = new Closing(priority, rules);

    public void Open() => closing = null;

    public void Interrupt(RecordingTask task) => interrupted[task.StreamId] = task;

    /// <summary>It has gone on, or nobody wants it any more.</summary>
    public void Forget(Guid taskId)
    {
        foreach (var entry in interrupted.Where(e => e.Value.Id == taskId)) interrupted.TryRemove(entry);
    }

    private sealed record Closing(int Priority, RetentionRules Rules);
}
