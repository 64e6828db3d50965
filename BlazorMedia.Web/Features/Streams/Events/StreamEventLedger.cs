using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Events;

/// <summary>The event types of streams, and their rows.</summary>
internal sealed class StreamEventLedger(IDbContextFactory<AppDbContext> databases, Outbox outbox)
{
    public const string Ready = "stream.ready";
    public const string NotReady = "stream.not_ready";
    public const string Stalled = "stream.stalled";

    public static IEnumerable<EventType> Types()
    {
        var (id, at) = (Guid.Parse("01997a3e-5b7c-7d21-9c55-2f4a8e1b6c01"), new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        yield return new(Ready, new StreamReadyEvent(id, "garden/north", at, "h264", 1920, 1080, "aac"), typeof(StreamsText));
        yield return new(NotReady, new StreamNotReadyEvent(id, "garden/north", at, "closed", "Connection reset by peer"), typeof(StreamsText));
        yield return new(Stalled, new StreamStalledEvent(id, "garden/north", at, at.AddSeconds(-7)), typeof(StreamsText));
    }

    public async Task SaveAsync(StreamChange change, CancellationToken ct)
    {
        var (id, name, status) = (change.StreamId, change.Name, change.Status);
        await using var db = await databases.CreateDbContextAsync(ct);
        await (change.Move switch
        {
            StreamMove.Live => outbox.AddAsync(db, Ready, new StreamReadyEvent(id, name, change.At, status.VideoCodec, status.Width, status.Height, status.AudioCodec), ct),
            StreamMove.Stalled => outbox.AddAsync(db, Stalled, new StreamStalledEvent(id, name, change.At, status.LastKeyframeAt), ct),
            StreamMove.Down => outbox.AddAsync(db, NotReady, new StreamNotReadyEvent(id, name, change.At, status.Reason ?? ReasonOf(status.State), status.LastError), ct),
            StreamMove.Deleted => outbox.AddAsync(db, NotReady, new StreamNotReadyEvent(id, name, change.At, "deleted", null), ct),
            StreamMove.Adopted => Task.CompletedTask,
        });
        await db.SaveChangesAsync(ct);
    }

    // Only a new connection by our own wish carries no reason.
    private static string ReasonOf(StreamState state) => state == StreamState.Connecting ? "reconnecting" : "failed";
}
