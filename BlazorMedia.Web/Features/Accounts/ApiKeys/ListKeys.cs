using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>The keys with the people they act for, by name.</summary>
internal sealed class ListKeys(IDbContextFactory<AppDbContext> databases, TimeProvider clock)
{
    public const int MaxLimit = 200;

    /// <param name="page">From 1.</param>
    public async Task<KeyList> HandleAsync(KeyFilter filter, int page, int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = filter.Of(db.Set<ApiKey>().AsNoTracking(), now);
        var total = await found.CountAsync(ct);
        var rows = await WithUser(db, found.OrderBy(k => k.Name).ThenBy(k => k.Id).Skip((page - 1) * limit).Take(limit)).ToListAsync(ct);
        return new([.. rows.Select(r => KeyDto.From(r.Key, r.Email, now))], total);
    }

    public async Task<KeyDto?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await WithUser(db, db.Set<ApiKey>().AsNoTracking().Where(k => k.Id == id)).FirstOrDefaultAsync(ct);
        return row is null ? null : KeyDto.From(row.Key, row.Email, clock.GetUtcNow());
    }

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        Dictionary<string, int> counts = [];
        foreach (var state in KeyFilter.States)
            counts[state] = await new KeyFilter(null, state).Of(db.Set<ApiKey>(), clock.GetUtcNow()).CountAsync(ct);
        return counts;
    }

    private static IQueryable<KeyRow> WithUser(AppDbContext db, IQueryable<ApiKey> keys) =>
        from key in keys
        join user in db.Users on key.UserId equals user.Id into users
        from user in users.DefaultIfEmpty()
        orderby key.Name, key.Id
        select new KeyRow(key, user.Email);

    private sealed record KeyRow(ApiKey Key, string? Email);
}
