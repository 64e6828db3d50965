namespace BlazorMedia.Domain.Streams;

/// <summary>A stretch of time that a path spent in one state; its neighbours touch it. What the health strips are drawn of.</summary>
public sealed class StreamSpan
{
    private StreamSpan()
    {
    }

    public Guid Id { get; private set; }

    public Guid StreamId { get; private set; }

    public StreamState State { get; private set; }

    /// <summary>Code of the reason, as in a stream's status; null when live.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static StreamSpan Begin(Guid streamId, StreamState state, string? reason, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), StreamId = streamId, State = state, Reason = reason, StartedAt = now };

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
