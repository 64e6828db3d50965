using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts;

internal static class Administrators
{
    /// <summary>The first one by age, or null while there is none.</summary>
    public static Task<AppUser?> AdministratorAsync(this AppDbContext db, CancellationToken ct) =>
        db.InRole(Roles.Admin).AsNoTracking().Where(u => u.DisabledAt == null).OrderBy(u => u.CreatedAt).ThenBy(u => u.Id).FirstOrDefaultAsync(ct);

    public static Task<bool> IsAdministratorAsync(this AppDbContext db, string id, CancellationToken ct) => db.InRole(Roles.Admin).AnyAsync(u => u.Id == id, ct);

    /// <summary>Whether anybody is left who can sign in and administer: neither disabled nor still invited.</summary>
    public static Task<bool> AnyAdministratorLeftAsync(this AppDbContext db, CancellationToken ct) =>
        db.InRole(Roles.Admin).AnyAsync(u => u.DisabledAt == null && u.PasswordHash != null, ct);

    /// <summary>
    /// In a transaction: from here on nobody else, on any node, changes who is an administrator. PostgreSQL lets the second one wait at this row and
    /// then see what the first one did; SQLite made it wait when its transaction began.
    /// </summary>
    public static Task LockAdministratorsAsync(this AppDbContext db, CancellationToken ct) =>
        db.Roles.Where(r => r.Name == Roles.Admin).ExecuteUpdateAsync(r => r.SetProperty(x => x.ConcurrencyStamp, Guid.NewGuid().ToString()), ct);

    private static IQueryable<AppUser> InRole(this AppDbContext db, string name) =>
        from user in db.Users
        join link in db.UserRoles on user.Id equals link.UserId
        join role in db.Roles on link.RoleId equals role.Id
        where role.Name == name
        select user;
}
