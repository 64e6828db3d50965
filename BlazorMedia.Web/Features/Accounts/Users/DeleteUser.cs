using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>Removes an account with its sign-ins, passkeys and links; its keys are revoked; what it recorded stays, and so do its lines in the audit.</summary>
internal sealed class DeleteUser(ChangeAccount accounts, AuditTrail audit, TimeProvider clock)
{
    public Task<Result<UserDto>> HandleAsync(string id, CancellationToken ct) => accounts.ApplyAsync(id, async (db, user) =>
    {
        var keys = await db.Set<ApiKey>().Where(k => k.UserId == id && !k.FromConfiguration && k.RevokedAt == null).ToListAsync(ct);
        foreach (var key in keys) key.Revoke(clock.GetUtcNow());
        db.Remove(user);
        audit.Add(db, "accounts.user_deleted", user.Email!, keys.Count == 0 ? null : $"keys revoked: {string.Join(", ", keys.Select(k => k.Name))}");
        return [];
    }, ct);
}
