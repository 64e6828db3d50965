using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Paging;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>One recording that goes, or went.</summary>
/// <param name="Reason"><c>days</c>, <c>bytes</c>, <c>space</c>, <c>emergency</c> or <c>trash</c>.</param>
/// <param name="RemovedAt">Null while it is only planned.</param>
public sealed record RemovalDto(Guid RecordingId, string Stream, string Path, DateTimeOffset StartedAt, long Bytes, string Reason, DateTimeOffset? RemovedAt);

/// <summary>The latest removals first.</summary>
/// <param name="NextCursor">For the next page; null on the last.</param>
public sealed record RemovalPage(IReadOnlyList<RemovalDto> Items, string? NextCursor);

/// <summary>What would be removed now.</summary>
/// <param name="Items">The first of them, in the order in which they go.</param>
/// <param name="NoticeUntil">Before this nothing goes for its age, because the folder of the recordings is new to this version; null = it goes now.</param>
public sealed record RetentionPlanDto(int Recordings, long Bytes, IReadOnlyList<RemovalDto> Items, DateTimeOffset? NoticeUntil);

/// <summary>Lists what goes and what went.</summary>
internal sealed class ListRemovals(IDbContextFactory<AppDbContext> databases, RetentionPlanner planner)
{
    public const int MaxLimit = 200;

    private const int DefaultLimit = 50;

    public async Task<Result<RemovalPage>> LogAsync(string? cursor, string? limit, CancellationToken ct)
    {
        var mistakes = Check(cursor, limit, out var after, out var count);
        if (mistakes.Count > 0) return mistakes;
        await using var db = await databases.CreateDbContextAsync(ct);
        var notes = db.Set<RemovalNote>().AsNoTracking();
        if (after is { } last) notes = notes.Where(n => n.RemovedAt <= last.At && (n.RemovedAt < last.At || n.Id.CompareTo(last.Id) < 0));
        var rows = await notes.OrderByDescending(n => n.RemovedAt).ThenByDescending(n => n.Id).Take(count + 1).ToListAsync(ct);
        var hasMore = rows.Count > count;
        if (hasMore) rows.RemoveAt(count);
        return new RemovalPage(
            [.. rows.Select(n => new RemovalDto(n.RecordingId, n.StreamName, n.Path, n.StartedAt, n.Size, n.Reason, n.RemovedAt))],
            hasMore ? new RowCursor(rows[^1].RemovedAt, rows[^1].Id).ToString() : null);
    }

    /// <summary>Removes nothing.</summary>
    public async Task<RetentionPlanDto> PlanAsync(CancellationToken ct)
    {
        var plan = await planner.MakeAsync(ct);
        var items = plan.Take(MaxLimit).Select(r => new RemovalDto(r.Recording.Id, r.Recording.Stream, r.Recording.Path, r.Recording.StartedAt, r.Recording.Bytes, r.Reason, null));
        return new RetentionPlanDto(plan.Count, plan.Sum(r => r.Recording.Bytes), [.. items], planner.NoticeUntil);
    }

    private static List<Refusal> Check(string? cursor, string? limit, out RowCursor? after, out int count)
    {
        var mistakes = new List<Refusal>();
        (after, count) = (null, DefaultLimit);
        if (!string.IsNullOrEmpty(cursor) && (after = RowCursor.Parse(cursor)) is null) mistakes.Add(RecordingRefusals.CursorInvalid);
        if (string.IsNullOrEmpty(limit)) return mistakes;
        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > MaxLimit) mistakes.Add(RecordingRefusals.LimitInvalid);
        return mistakes;
    }
}
