using BlazorMedia.Web.Platform.Paging;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Pages through the recordings by key, so that page 2000 costs as much as page 1.</summary>
internal sealed class ListRecordings(IDbContextFactory<AppDbContext> databases, TimeProvider time)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public async Task<Result<RecordingPage>> HandleAsync(RecordingFilter filter, CancellationToken ct)
    {
        var mistakes = Check(filter, out var day, out var cursor);
        if (mistakes.Count > 0) return mistakes;

        await using var db = await databases.CreateDbContextAsync(ct);
        var limit = filter.Limit ?? DefaultLimit;
        var matching = Matching(db.Set<Recording>().AsNoTracking(), filter, day);
        var rows = await Ordered(matching, filter.Order == RecordingFilter.OldestFirst, cursor).Take(limit + 1).ToListAsync(ct);
        var hasMore = rows.Count > limit;
        if (hasMore) rows.RemoveAt(limit);
        return new RecordingPage([.. rows.Select(RecordingDto.From)], hasMore ? new RowCursor(rows[^1].StartedAt, rows[^1].Id).ToString() : null);
    }

    private static List<Refusal> Check(RecordingFilter filter, out DateOnly? day, out RowCursor? cursor)
    {
        var mistakes = new List<Refusal>();
        (day, cursor) = (null, null);
        if (!string.IsNullOrWhiteSpace(filter.Day))
        {
            day = DayLine.Read(filter.Day);
            if (day is null) mistakes.Add(RecordingRefusals.DayInvalid);
        }
        if (!string.IsNullOrEmpty(filter.Cursor) && (cursor = RowCursor.Parse(filter.Cursor)) is null) mistakes.Add(RecordingRefusals.CursorInvalid);
        if (filter.Limit is < 1 or > MaxLimit) mistakes.Add(RecordingRefusals.LimitInvalid);
        if (filter.Order is not (null or "" or RecordingFilter.NewestFirst or RecordingFilter.OldestFirst)) mistakes.Add(RecordingRefusals.OrderInvalid);
        return mistakes;
    }

    private IQueryable<Recording> Matching(IQueryable<Recording> recordings, RecordingFilter filter, DateOnly? day)
    {
        recordings = filter.Trash ? recordings.InTrash() : recordings.Listed();
        if (filter.Favourites) recordings = recordings.Where(r => r.IsFavourite);
        if (!string.IsNullOrWhiteSpace(filter.Stream)) recordings = recordings.OfStream(filter.Stream.Trim());
        if (!string.IsNullOrWhiteSpace(filter.Text)) recordings = recordings.Mentioning(filter.Text);
        if (day is not { } date) return recordings;
        var line = DayLine.Of(date, filter.Zone ?? time.LocalTimeZone);
        return recordings.StartedWithin(line.StartsAt, line.EndsAt);
    }

    private static IQueryable<Recording> Ordered(IQueryable<Recording> recordings, bool oldestFirst, RowCursor? cursor)
    {
        if (cursor is { } last) recordings = oldestFirst ? recordings.AfterFromOldest(last.At, last.Id) : recordings.After(last.At, last.Id);
        return oldestFirst
            ? recordings.OrderBy(r => r.StartedAt).ThenBy(r => r.Id)
            : recordings.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id);
    }
}
