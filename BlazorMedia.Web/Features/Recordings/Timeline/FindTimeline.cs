using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>What the lanes are drawn of: recordings, gaps and their reasons between two instants.</summary>
internal sealed class FindTimeline(IDbContextFactory<AppDbContext> databases, LiveStreams streams, StreamOutages outages, TimeProvider time)
{
    /// <summary>Twenty lanes of five hundred, twice.</summary>
    public const int MostSpans = 20_000;

    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(8);

    /// <param name="names">Exact names of streams; empty = all.</param>
    public async Task<Result<TimelineDto>> HandleAsync(string? from, string? until, IReadOnlyList<string> names, CancellationToken ct)
    {
        if (Instant(from) is not { } start || Instant(until) is not { } end || end <= start || end - start > LongestRange) return TimelineRefusals.RangeInvalid;
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await RowsAsync(db, start, end, names, ct);
        var isCut = rows.Count > MostSpans;
        if (isCut) rows.RemoveAt(MostSpans);
        var stops = await StopsAsync(db, rows, ct);
        var away = await outages.ReadAsync([.. streams.All.Select(s => s.Id)], start, end, ct);
        var lanes = Names(rows, names).GroupJoin(rows, n => n, r => r.Stream, (name, own) => Lane(name, own, row => row.EndedAt ?? stops.GetValueOrDefault(row.TaskId) ?? now, AwayOf(name)));
        return new TimelineDto(start, end, now, isCut, [.. lanes]);

        IEnumerable<StreamOutage> AwayOf(string name) => streams.Find(name) is { } stream ? away[stream.Id] : [];
    }

    private static Task<List<SpanRow>> RowsAsync(AppDbContext db, DateTimeOffset from, DateTimeOffset until, IReadOnlyList<string> names, CancellationToken ct)
    {
        var recordings = db.Set<Recording>().AsNoTracking().Listed().Overlapping(from, until);
        if (names.Count > 0) recordings = recordings.Where(r => names.Contains(r.StreamName));
        return recordings.OrderBy(r => r.StartedAt).ThenBy(r => r.Id).Take(MostSpans + 1)
            .Select(r => new SpanRow(
                r.Id, r.TaskId, r.StreamName, r.State, r.StartedAt, r.EndedAt, r.DurationMs, r.Bytes, r.IsFavourite, r.IsLocked, r.HasSprite,
                r.Pieces.OrderBy(p => p.Index).Select(p => new PieceDto(p.StartedAt, p.DurationMs, p.OffsetMs, p.GapReason)).ToList()))
            .AsSplitQuery().ToListAsync(ct);
    }

    // Between the stop and the finished file the row does not know its end yet, but the task does.
    private static async Task<Dictionary<Guid, DateTimeOffset?>> StopsAsync(AppDbContext db, List<SpanRow> rows, CancellationToken ct)
    {
        var open = rows.Where(r => r.EndedAt is null).Select(r => r.TaskId).ToList();
        if (open.Count == 0) return [];
        return await db.Set<RecordingTask>().AsNoTracking().Where(t => open.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.StoppedAt, ct);
    }

    private IEnumerable<string> Names(List<SpanRow> rows, IReadOnlyList<string> wanted)
    {
        var names = wanted.Count > 0 ? wanted : streams.All.Select(s => s.Name);
        return names.Concat(rows.Select(r => r.Stream)).Distinct();
    }

    private static TimelineLane Lane(string name, IEnumerable<SpanRow> rows, Func<SpanRow, DateTimeOffset> endOf, IEnumerable<StreamOutage> away)
    {
        var spans = rows.Select(row => Span(row, endOf(row))).ToList();
        return new(name, spans, LaneGaps.Of(spans, away));
    }

    private static TimelineSpan Span(SpanRow row, DateTimeOffset end) => new(
        row.Id, StateOf(row.State), row.StartedAt, end, row.Bytes, row.IsFavourite, row.IsLocked, row.HasSprite ? SpriteDto.Of(row.DurationMs) : null,
        row.Pieces.Count > 0 ? row.Pieces : [new PieceDto(row.StartedAt, (long)(end - row.StartedAt).TotalMilliseconds, 0, null)]);

    private static string StateOf(RecordingState state) => state switch
    {
        RecordingState.Recording => "recording",
        RecordingState.Finalising => "finalising",
        RecordingState.Ready => "ready",
        RecordingState.Failed => "failed",
    };

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) && instant.Year is >= 1970 and < 9000 ? instant : null;

    private sealed record SpanRow(
        Guid Id, Guid TaskId, string Stream, RecordingState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long DurationMs, long Bytes,
        bool IsFavourite, bool IsLocked, bool HasSprite, List<PieceDto> Pieces);
}
