using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Webhooks;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>The rows of alerts, and the events that go with them in the same transaction.</summary>
internal sealed class AlertLedger(IDbContextFactory<AppDbContext> databases, Outbox outbox, HealthBook book, LiveTopics topics, TimeProvider time)
{
    public const string Raised = "stream.alert_raised";
    public const string Cleared = "stream.alert_cleared";

    public static IEnumerable<EventType> Types()
    {
        var (alert, stream) = (Guid.Parse("01997a3e-5b7c-7d21-9c55-2f4a8e1b6c10"), Guid.Parse("01997a3e-5b7c-7d21-9c55-2f4a8e1b6c01"));
        var at = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        yield return new(Raised, new StreamAlertEvent(alert, stream, "garden/north", AlertKinds.BitRateLow, "0.2 Mbit/s", at, null), typeof(StreamConditionText));
        yield return new(Cleared, new StreamAlertEvent(alert, stream, "garden/north", AlertKinds.BitRateLow, "0.2 Mbit/s", at, at.AddMinutes(3)), typeof(StreamConditionText));
    }

    public async Task WriteAsync(LiveStream stream, AlertMoves moves, CancellationToken ct)
    {
        if (moves.Raise.Count + moves.Clear.Count == 0) return;
        await using var db = await databases.CreateDbContextAsync(ct);
        // Deleted meanwhile, and its alerts with it.
        if (!await db.Set<StreamPath>().AnyAsync(p => p.Id == stream.Id, ct)) return;
        var raised = moves.Raise.Select(sign => StreamAlert.Raise(stream.Id, sign.Kind, sign.Detail, time.GetUtcNow())).ToList();
        db.AddRange(raised);
        var cleared = await db.Set<StreamAlert>().Where(a => a.StreamId == stream.Id && a.ClearedAt == null && moves.Clear.Contains(a.Kind)).ToListAsync(ct);
        foreach (var alert in cleared) alert.Clear(time.GetUtcNow());
        foreach (var alert in raised) await outbox.AddAsync(db, Raised, EventOf(stream, alert), ct);
        foreach (var alert in cleared) await outbox.AddAsync(db, Cleared, EventOf(stream, alert), ct);
        await db.SaveChangesAsync(ct);
        foreach (var alert in raised) book.Raised(alert);
        foreach (var alert in cleared) book.Cleared(alert);
        Publish(stream.Id);
    }

    private void Publish(Guid id)
    {
        topics.Publish(SpanLedger.TopicOf(id));
        topics.Publish(LiveStreams.TopicOf(id));
        topics.Publish(LiveStreams.ListTopic);
    }

    private static StreamAlertEvent EventOf(LiveStream stream, StreamAlert alert) =>
        new(alert.Id, stream.Id, stream.Name, alert.Kind, alert.Detail, alert.RaisedAt, alert.ClearedAt);
}
