using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts;

internal static class Administrators
{
    /// <summary>The first one by age, or null while there is none.</summary>
    public static Task<AppUser?> AdministratorAsync(this AppDbContext db, CancellationToken ct) =>
        (from user in db.Users.AsNoTracking()
         join link in db.UserRoles on user.Id equals link.UserId
         join role in db.Roles on link.RoleId equals role.Id
         where role.Name == Roles.Admin
         orderby user.CreatedAt, user.Id
         select user).FirstOrDefaultAsync(ct);
}
