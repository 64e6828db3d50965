using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Recordings.Events;

/// <summary>Who is told when rows of recordings change: other systems by rows that the caller saves along with them, open pages after that.</summary>
internal sealed class RecordingNews(LiveTopics topics, Outbox outbox)
{
    public const string Started = "recording.started";
    public const string Finished = "recording.finished";
    public const string Failed = "recording.failed";

    public static IEnumerable<EventType> Types()
    {
        var (id, task, stream) = (Guid.Parse("01997a3e-5b7c-7d21-9c55-2f4a8e1b6c02"), Guid.Parse("01997a3e-5b7c-7d21-9c55-2f4a8e1b6c03"), Guid.Parse("01997a3e-5b7c-7d21-9c55-2f4a8e1b6c01"));
        var (at, name) = (new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), "20261120_120000_door.mp4");
        yield return new(Started, new RecordingStartedEvent(id, task, stream, "door", name, "manual", at, at.AddSeconds(-10), at.AddMinutes(30), "Alex"), typeof(RecordingsText));
        yield return new(Finished, new RecordingFinishedEvent(id, task, stream, "door", name, "20261120/" + name, at, 1_800_000, 921_600_000, "h264", "aac", 1920, 1080, 0), typeof(RecordingsText));
        yield return new(Failed, new RecordingFailedEvent(id, task, stream, "door", name, at, RecordingFailure.NoSpace), typeof(RecordingsText));
    }

    /// <summary>The caller saves.</summary>
    public Task StartedAsync(AppDbContext db, RecordingTask task, Recording recording, CancellationToken ct) => outbox.AddAsync(db, Started, new RecordingStartedEvent(
        recording.Id, task.Id, task.StreamId, task.StreamName, recording.Name, task.Trigger == RecordingTrigger.Auto ? "auto" : "manual", task.StartedAt, task.MediaStartsAt, task.EndsAt, task.StartedBy), ct);

    /// <summary>The caller saves.</summary>
    public Task FinishedAsync(AppDbContext db, Recording recording, CancellationToken ct) => outbox.AddAsync(db, Finished, new RecordingFinishedEvent(
        recording.Id, recording.TaskId, recording.StreamId, recording.StreamName, recording.Name, recording.Path, recording.StartedAt, recording.DurationMs, recording.Bytes,
        recording.VideoCodec, recording.AudioCodec, recording.Width, recording.Height, Math.Max(0, recording.Pieces.Count - 1)), ct);

    /// <summary>The caller saves.</summary>
    public Task FailedAsync(AppDbContext db, Recording recording, RecordingFailure failure, CancellationToken ct) => outbox.AddAsync(
        db, Failed, new RecordingFailedEvent(recording.Id, recording.TaskId, recording.StreamId, recording.StreamName, recording.Name, recording.StartedAt, failure.Code), ct);

    /// <summary>After the commit.</summary>
    public void Publish()
    {
        topics.Publish(RecordingTopics.Tasks);
        topics.Publish(RecordingTopics.Recordings);
    }
}
