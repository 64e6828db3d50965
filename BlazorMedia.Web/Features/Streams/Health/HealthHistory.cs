using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>What was written down of a path in a stretch of time.</summary>
internal sealed record HealthLines(IReadOnlyList<StreamSpan> Spans, IReadOnlyList<StreamAlert> Alerts);

/// <summary>Reads the history of a path, for the page and the API.</summary>
internal sealed class HealthHistory(IDbContextFactory<AppDbContext> databases, LiveStreams streams, TimeProvider time)
{
    private const int MaxSpans = 5000;
    private const int MaxAlerts = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public async Task<Result<StreamHealthDto>> DescribeAsync(string name, DateTimeOffset? from, DateTimeOffset? until, CancellationToken ct)
    {
        if (streams.Find(name) is not { } stream) return StreamRefusals.NotFound;
        var end = until ?? time.GetUtcNow();
        var start = from ?? end - TimeSpan.FromDays(1);
        if (start >= end || end - start > Longest) return StreamHealthRefusals.RangeInvalid;
        var health = await ReadAsync(stream.Id, start, end, ct);
        var spans = health.Spans.Select(s => new StreamSpanDto(StreamDto.NameOf(s.State), s.Reason, s.StartedAt, s.EndedAt)).ToList();
        return new StreamHealthDto(name, start, end, UptimeOf(health.Spans, start, Earlier(end, time.GetUtcNow())), spans, [.. health.Alerts.Select(StreamAlertDto.From)]);
    }

    public async Task<HealthLines> ReadAsync(Guid streamId, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var spans = await db.Set<StreamSpan>().AsNoTracking().Where(s => s.StreamId == streamId && s.StartedAt < until && (s.EndedAt == null || s.EndedAt > from))
            .OrderByDescending(s => s.StartedAt).Take(MaxSpans).ToListAsync(ct);
        spans.Reverse();
        var alerts = await db.Set<StreamAlert>().AsNoTracking().Where(a => a.StreamId == streamId && a.RaisedAt < until && (a.ClearedAt == null || a.ClearedAt > from))
            .OrderByDescending(a => a.RaisedAt).Take(MaxAlerts).ToListAsync(ct);
        return new(spans, alerts);
    }

    /// <summary>Time that was live, of all that was wanted; null when none was.</summary>
    public static double? UptimeOf(IEnumerable<StreamSpan> spans, DateTimeOffset from, DateTimeOffset until)
    {
        var (live, wanted) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var span in spans.Where(s => s.State is not (StreamState.Disabled or StreamState.Asleep)))
        {
            var length = Earlier(span.EndedAt ?? until, until) - (span.StartedAt > from ? span.StartedAt : from);
            if (length <= TimeSpan.Zero) continue;
            wanted += length;
            if (span.State == StreamState.Live) live += length;
        }
        return wanted == TimeSpan.Zero ? null : live / wanted;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
