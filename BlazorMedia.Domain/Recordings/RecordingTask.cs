using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Recordings;

public enum RecordingTaskState
{
    /// <summary>Media of the stream is being claimed.</summary>
    Recording,

    /// <summary>Stopped; its files are being written.</summary>
    Finalising,

    /// <summary>Every file is written.</summary>
    Finished,

    /// <summary>Finalising failed; the pieces are kept and it can be retried.</summary>
    Failed,
}

public enum RecordingTrigger
{
    Manual,

    /// <summary>The path is recorded whenever it is live.</summary>
    Auto,

    /// <summary>The picture was worth it, or the device said so; see <c>StreamTrigger</c>.</summary>
    Smart,
}

/// <summary>One wish to record a stream from a moment to a moment, whatever happens to the source in between.</summary>
public sealed class RecordingTask
{
    public const double DefaultMinutes = 30;

    /// <summary>A week: longer wishes are better served by an auto-record path.</summary>
    public const double MaxMinutes = 7 * 24 * 60;

    private RecordingTask()
    {
    }

    public Guid Id { get; private set; }

    public Guid StreamId { get; private set; }

    /// <summary>The stream's name at the start; it stays when the stream is renamed or deleted.</summary>
    public string StreamName { get; private set; } = "";

    /// <summary>The file name that was asked for, without folder, with extension; null = generated.</summary>
    public string? FileName { get; private set; }

    public RecordingTrigger Trigger { get; private set; }

    public RecordingTaskState State { get; private set; }

    /// <summary>When recording was asked for.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Start of the first media: the keyframe at or before <see cref="StartedAt"/> minus the pre-roll.</summary>
    public DateTimeOffset MediaStartsAt { get; private set; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>When it was stopped, by a person or by its end; null while recording.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>Why finalising failed: a <see cref="RecordingFailure"/> as one text.</summary>
    public string? Failure { get; private set; }

    /// <summary>The file row that clients follow; further ones exist when the source changed its parameters.</summary>
    public Guid RecordingId { get; private set; }

    public string? StartedBy { get; private set; }

    /// <summary>The node that records it, where several share a database; null = there is only one.</summary>
    public Guid? NodeId { get; private set; }

    public static RecordingTask Start(
        Guid streamId, string streamName, string? fileName, RecordingTrigger trigger, DateTimeOffset mediaStartsAt, double? minutes, string? startedBy, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            RecordingId = Guid.CreateVersion7(now),
            StreamId = streamId,
            StreamName = streamName,
            FileName = fileName,
            Trigger = trigger,
            State = RecordingTaskState.Recording,
            StartedAt = now,
            MediaStartsAt = mediaStartsAt,
            EndsAt = now + TimeSpan.FromMinutes(minutes is > 0 ? minutes.Value : DefaultMinutes),
            StartedBy = startedBy,
        };

    public void RunOn(Guid? node) => NodeId = node;

    public static Refusal? CheckMinutes(double? minutes) =>
        minutes is null or (> 0 and <= MaxMinutes) ? null : RecordingRefusals.MinutesInvalid;

    public bool IsExpired(DateTimeOffset now) => State == RecordingTaskState.Recording && EndsAt <= now;

    /// <summary>Stopping twice is harmless: the first time counts.</summary>
    public void Stop(DateTimeOffset now)
    {
        if (State != RecordingTaskState.Recording) return;
        (State, StoppedAt) = (RecordingTaskState.Finalising, now);
    }

    public void Finish() => (State, Failure) = (RecordingTaskState.Finished, null);

    public void Fail(RecordingFailure failure) => (State, Failure) = (RecordingTaskState.Failed, failure.ToString());

    /// <summary>A failed finalise is tried again; the pieces are still there.</summary>
    public void Retry()
    {
        if (State == RecordingTaskState.Failed) (State, Failure) = (RecordingTaskState.Finalising, null);
    }
}
