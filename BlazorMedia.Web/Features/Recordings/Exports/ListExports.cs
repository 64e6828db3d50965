using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform.Paging;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Exports as they are now, with the progress of those that run.</summary>
internal sealed class ListExports(IDbContextFactory<AppDbContext> databases, JobBoard jobs, TimeProvider time)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <param name="limit">1 to 200; null = 50.</param>
    public async Task<Result<ExportPage>> HandleAsync(string? cursor, int? limit, string? state, CancellationToken ct)
    {
        if (limit is < 1 or > MaxLimit) return RecordingRefusals.LimitInvalid;
        RowCursor? after = string.IsNullOrEmpty(cursor) ? null : RowCursor.Parse(cursor);
        if (!string.IsNullOrEmpty(cursor) && after is null) return RecordingRefusals.CursorInvalid;
        ExportState wanted = default;
        if (!string.IsNullOrEmpty(state) && (!Enum.TryParse(state, ignoreCase: true, out wanted) || !Enum.IsDefined(wanted))) return ExportRefusals.StateInvalid;

        await using var db = await databases.CreateDbContextAsync(ct);
        var exports = db.Set<Export>().AsNoTracking();
        if (!string.IsNullOrEmpty(state)) exports = exports.Where(e => e.State == wanted);
        if (after is { } last) exports = exports.After(last.At, last.Id);
        return await PageAsync(exports, limit ?? DefaultLimit, ct);
    }

    public async Task<Result<ExportDetailDto>> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Set<Export>().AsNoTracking().Include(e => e.Pieces).SingleOrDefaultAsync(e => e.Id == id, ct);
        if (found is null) return ExportRefusals.NotFound;
        var ids = found.Pieces.Select(p => p.RecordingId).Distinct().ToList();
        var sources = await db.Set<Recording>().AsNoTracking().Include(r => r.Pieces).Where(r => ids.Contains(r.Id) && !r.IsGarbage).ToDictionaryAsync(r => r.Id, ct);
        var percents = found.State == ExportState.Running ? await PercentsAsync(ct) : [];
        return new ExportDetailDto(
            ExportDto.From(found, found.Pieces.Count, percents.GetValueOrDefault(id), time.GetUtcNow()),
            [.. found.Pieces.OrderBy(p => p.Index).Select(p => PieceOf(p, sources.GetValueOrDefault(p.RecordingId)))]);
    }

    private async Task<ExportPage> PageAsync(IQueryable<Export> exports, int limit, CancellationToken ct)
    {
        var rows = await exports.OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.Id).Take(limit + 1)
            .Select(e => new { Export = e, Pieces = e.Pieces.Count }).ToListAsync(ct);
        var hasMore = rows.Count > limit;
        if (hasMore) rows.RemoveAt(limit);
        var percents = rows.Any(r => r.Export.State == ExportState.Running) ? await PercentsAsync(ct) : [];
        var now = time.GetUtcNow();
        var items = rows.Select(r => ExportDto.From(r.Export, r.Pieces, percents.GetValueOrDefault(r.Export.Id), now));
        return new ExportPage([.. items], hasMore ? new RowCursor(rows[^1].Export.CreatedAt, rows[^1].Export.Id).ToString() : null);
    }

    private async Task<Dictionary<Guid, int?>> PercentsAsync(CancellationToken ct) => (await jobs.RunningAsync(ct))
        .Where(j => j.Key == ExportJob.Spec.Key && Guid.TryParseExact(j.Identity, "N", out _))
        .DistinctBy(j => j.Identity).ToDictionary(j => Guid.ParseExact(j.Identity!, "N"), j => j.Percent);

    private static ExportPieceDto PieceOf(ExportPiece piece, Recording? source)
    {
        var stretch = source is null ? null : ExportRange.StretchesOf(source).LastOrDefault(s => s.OffsetMs <= piece.FromMs);
        return new(piece.RecordingId, source?.Name, source?.StreamName, stretch?.StartsAt.AddMilliseconds(piece.FromMs - stretch.OffsetMs), piece.FromMs, piece.UntilMs);
    }
}
