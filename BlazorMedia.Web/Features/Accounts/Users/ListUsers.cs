using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <param name="Search">Part of the e-mail address or the display name.</param>
/// <param name="Cursor">The one of the page before.</param>
/// <param name="Limit">1 to 200.</param>
internal sealed record UserFilter(string? Search = null, string? Role = null, string? State = null, string? Cursor = null, int Limit = UserFilter.MaxLimit)
{
    public const int MaxLimit = 200;
}

/// <summary>People by e-mail address, page by page.</summary>
internal sealed class ListUsers(IDbContextFactory<AppDbContext> databases, TimeProvider clock)
{
    public async Task<Result<UserPage>> HandleAsync(UserFilter filter, CancellationToken ct)
    {
        if (filter.Role is not null && !Roles.All.Contains(filter.Role)) return UserRefusals.RoleUnknown;
        if (filter.State is not null && !UserStates.All.Contains(filter.State)) return UserRefusals.StateUnknown;
        await using var db = await databases.CreateDbContextAsync(ct);
        var limit = Math.Clamp(filter.Limit, 1, UserFilter.MaxLimit);
        var rows = await db.UserRowsOf(Matching(db, filter).OrderBy(u => u.NormalizedEmail).Take(limit + 1), clock.GetUtcNow()).ToListAsync(ct);
        return rows.Count <= limit ? new UserPage(rows, null) : new UserPage(rows[..limit], rows[limit - 1].Email.ToUpperInvariant());
    }

    public async Task<Result<UserDto>> FindAsync(string id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.UserRowsOf(db.Users.Where(u => u.Id == id), clock.GetUtcNow()).SingleOrDefaultAsync(ct);
        return found is null ? UserRefusals.NotFound : found;
    }

    private IQueryable<AppUser> Matching(AppDbContext db, UserFilter filter)
    {
        IQueryable<AppUser> users = db.Users;
        if (filter.Search?.Trim() is { Length: > 0 } part) users = users.Called(part);
        if (filter.State is { } state) users = users.Where(UserRows.IsIn(state, clock.GetUtcNow()));
        if (filter.Role is { } role) users = users.Where(u => db.UserRoles.Any(l => l.UserId == u.Id && db.Roles.Any(r => r.Id == l.RoleId && r.Name == role)));
        if (filter.Cursor is { } cursor) users = users.After(cursor);
        return users;
    }
}
