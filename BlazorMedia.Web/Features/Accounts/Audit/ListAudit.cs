using BlazorMedia.Web.Platform.Paging;
using System.Runtime.CompilerServices;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>Reads the lines, newest first, by key, so that the last page costs as much as the first.</summary>
internal sealed class ListAudit(IDbContextFactory<AppDbContext> databases)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    private const int ExportBatch = 1000;

    public async Task<Result<AuditPageDto>> HandleAsync(AuditFilter filter, string? cursor, int limit, CancellationToken ct)
    {
        RowCursor? after = null;
        if (!string.IsNullOrEmpty(cursor) && (after = RowCursor.Parse(cursor)) is null) return UserRefusals.CursorInvalid;
        limit = Math.Clamp(limit, 1, MaxLimit);
        var rows = await ReadAsync(filter, after, limit + 1, ct);
        return rows.Count <= limit
            ? new AuditPageDto([.. rows.Select(AuditDto.From)], null)
            : new AuditPageDto([.. rows[..limit].Select(AuditDto.From)], new RowCursor(rows[limit - 1].At, rows[limit - 1].Id).ToString());
    }

    public async Task<AuditDto?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<AuditEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct) is { } entry ? AuditDto.From(entry) : null;
    }

    /// <summary>All of them, batch by batch: no long read holds the database, and no list of a million lines the memory.</summary>
    public async IAsyncEnumerable<AuditDto> AllAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        RowCursor? after = null;
        while (true)
        {
            var rows = await ReadAsync(filter, after, ExportBatch, ct);
            foreach (var row in rows) yield return AuditDto.From(row);
            if (rows.Count < ExportBatch) yield break;
            after = new(rows[^1].At, rows[^1].Id);
        }
    }

    private async Task<List<AuditEntry>> ReadAsync(AuditFilter filter, RowCursor? after, int count, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var entries = Matching(db.Set<AuditEntry>().AsNoTracking(), filter);
        if (after is { At: var at, Id: var id }) entries = entries.Where(e => e.At < at || (e.At == at && e.Id.CompareTo(id) < 0));
        return await entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(count).ToListAsync(ct);
    }

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> entries, AuditFilter filter)
    {
        if (filter.Who?.Trim() is { Length: > 0 } who) entries = entries.DoneBy(who);
        if (filter.Action?.Trim() is { Length: > 0 } action) entries = action.EndsWith('.') ? entries.Where(e => e.Action.StartsWith(action)) : entries.Where(e => e.Action == action);
        if (filter.Text?.Trim() is { Length: > 0 } text) entries = entries.Mentioning(text);
        if (filter.From is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.To is { } to) entries = entries.Where(e => e.At < to);
        return filter.Refused ? entries.Where(e => !e.Allowed) : entries;
    }
}
