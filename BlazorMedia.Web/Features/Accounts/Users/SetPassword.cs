using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Invitations;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>Sets somebody's password without asking for the present one; only the console may, pages and API make a link instead.</summary>
internal sealed class SetPassword(ChangeAccount accounts, IPasswordHasher<AppUser> hasher, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<UserDto>> HandleAsync(string id, string password, CancellationToken ct)
    {
        if (AccountChecks.OfPassword(password).ToList() is { Count: > 0 } refusals) return refusals;
        return await accounts.ApplyAsync(id, async (db, user) =>
        {
            user.SetPassword(hasher, password);
            await db.RevokeLinksAsync(user.Id, clock.GetUtcNow(), ct);
            audit.Add(db, "accounts.password_set", user.Email!);
            return [];
        }, ct);
    }
}
