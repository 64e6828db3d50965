using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Paging;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>The query string of the list. Texts, so that a wrong one gets our refusal and not the framework's.</summary>
/// <param name="Stream">Name of the stream; null = all.</param>
/// <param name="Day"><c>YYYY-MM-DD</c> of the server's zone; null = every day.</param>
/// <param name="Kind"><c>kept</c> (by people and clients) or <c>periodic</c>; null = both.</param>
/// <param name="Limit">From 1 to 200; null = 50.</param>
public sealed record SnapshotQuery(string? Stream = null, string? Day = null, string? Kind = null, string? Cursor = null, string? Limit = null);

/// <summary>Pages through kept pictures by key, so that page 2000 costs as much as page 1.</summary>
internal sealed class ListSnapshots(IDbContextFactory<AppDbContext> databases, TimeProvider time)
{
    public const string Kept = "kept";
    public const string Periodic = "periodic";
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <param name="zone">Whose days are meant; null = the server's.</param>
    public async Task<Result<SnapshotPage>> HandleAsync(SnapshotQuery query, CancellationToken ct, TimeZoneInfo? zone = null)
    {
        var mistakes = Check(query, out var day, out var cursor, out var limit);
        if (mistakes.Count > 0) return mistakes;
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await Matching(db.Set<Snapshot>().AsNoTracking(), query, day is { } date ? DayLine.Of(date, zone ?? time.LocalTimeZone) : null, cursor).OrderByDescending(s => s.TakenAt).ThenByDescending(s => s.Id).Take(limit + 1).ToListAsync(ct);
        var hasMore = rows.Count > limit;
        if (hasMore) rows.RemoveAt(limit);
        return new SnapshotPage([.. rows.Select(SnapshotDto.From)], hasMore ? new RowCursor(rows[^1].TakenAt, rows[^1].Id).ToString() : null);
    }

    private static IQueryable<Snapshot> Matching(IQueryable<Snapshot> rows, SnapshotQuery query, DayLine? day, RowCursor? cursor)
    {
        rows = rows.Where(s => !s.IsGarbage);
        if (query.Stream?.Trim() is { Length: > 0 } stream) rows = rows.Where(s => s.StreamName == stream);
        if (!string.IsNullOrEmpty(query.Kind)) rows = rows.Where(s => s.IsPeriodic == (query.Kind == Periodic));
        if (day is not null) rows = rows.Where(s => s.TakenAt >= day.StartsAt && s.TakenAt < day.EndsAt);
        if (cursor is { } last) rows = rows.Where(s => s.TakenAt <= last.At && (s.TakenAt < last.At || s.Id.CompareTo(last.Id) < 0));
        return rows;
    }

    private static List<Refusal> Check(SnapshotQuery query, out DateOnly? day, out RowCursor? cursor, out int limit)
    {
        var mistakes = new List<Refusal>();
        (day, cursor, limit) = (null, null, DefaultLimit);
        if (query.Day?.Trim() is { Length: > 0 } text)
        {
            day = DayLine.Read(text);
            if (day is null) mistakes.Add(RecordingRefusals.DayInvalid);
        }
        if (!string.IsNullOrEmpty(query.Cursor) && (cursor = RowCursor.Parse(query.Cursor)) is null) mistakes.Add(RecordingRefusals.CursorInvalid);
        if (!string.IsNullOrEmpty(query.Limit) && (!int.TryParse(query.Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit)) mistakes.Add(RecordingRefusals.LimitInvalid);
        return mistakes;
    }
}
