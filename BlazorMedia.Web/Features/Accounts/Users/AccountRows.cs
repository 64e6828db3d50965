using System.Security.Cryptography;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>What Identity's own classes do to a row, for changes that must be in one transaction with others.</summary>
internal static class AccountRows
{
    /// <summary>Trimmed; null for a name of spaces or none.</summary>
    public static string? NameOf(string? displayName) => displayName?.Trim() is { Length: > 0 } name ? name : null;

    /// <summary>The address is the name that people sign in with.</summary>
    public static void Rename(this AppUser user, string email) =>
        (user.Email, user.UserName, user.NormalizedEmail, user.NormalizedUserName, user.EmailConfirmed) = (email, email, email.ToUpperInvariant(), email.ToUpperInvariant(), true);

    /// <summary>Every cookie and every open page of this person stops counting.</summary>
    public static void EndSessions(this AppUser user)
    {
        user.SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        // Identity writes whole rows: one that was read before this must not be written after it.
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    public static void SetPassword(this AppUser user, IPasswordHasher<AppUser> hasher, string password)
    {
        user.PasswordHash = hasher.HashPassword(user, password);
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        user.EndSessions();
    }

    /// <summary>One role, in place of whatever there was.</summary>
    public static async Task SetRoleAsync(this AppDbContext db, AppUser user, string role, CancellationToken ct)
    {
        db.UserRoles.RemoveRange(await db.UserRoles.Where(l => l.UserId == user.Id).ToListAsync(ct));
        var id = await db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(ct);
        var link = db.UserRoles.Local.FirstOrDefault(l => l.UserId == user.Id && l.RoleId == id);
        if (link is null) db.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = id });
        else db.Entry(link).State = EntityState.Unchanged;
    }
}
