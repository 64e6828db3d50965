using System.Linq.Expressions;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>The projection of an account with all that is shown of it, in one query.</summary>
internal static class UserRows
{
    public static IQueryable<UserDto> UserRowsOf(this AppDbContext db, IQueryable<AppUser> users, DateTimeOffset now) =>
        users.AsNoTracking().Select(u => new UserDto(
            u.Id,
            u.Email!,
            u.DisplayName,
            db.UserRoles.Where(l => l.UserId == u.Id).Join(db.Roles, l => l.RoleId, r => r.Id, (_, r) => r.Name).FirstOrDefault(),
            u.DisabledAt != null ? UserStates.Disabled : u.PasswordHash == null ? UserStates.Invited : u.LockoutEnd > now ? UserStates.Locked : UserStates.Active,
            u.TwoFactorEnabled,
            db.UserPasskeys.Count(p => p.UserId == u.Id),
            u.CreatedAt,
            u.LastSignInAt,
            db.Set<Invitation>().Where(i => i.UserId == u.Id && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now).Max(i => (DateTimeOffset?)i.ExpiresAt)));

    public static Expression<Func<AppUser, bool>> IsIn(string state, DateTimeOffset now) => state switch
    {
        UserStates.Disabled => u => u.DisabledAt != null,
        UserStates.Invited => u => u.DisabledAt == null && u.PasswordHash == null,
        UserStates.Locked => u => u.DisabledAt == null && u.PasswordHash != null && u.LockoutEnd > now,
        _ => u => u.DisabledAt == null && u.PasswordHash != null && (u.LockoutEnd == null || u.LockoutEnd <= now),
    };
}
