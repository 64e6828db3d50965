using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>What an administrator does when a phone was lost or a browser left open somewhere.</summary>
internal sealed class SecureUser(ChangeAccount accounts, AuditTrail audit)
{
    private const string AuthenticatorProvider = "[AspNetUserStore]";

    /// <summary>Every browser of this person has to sign in again.</summary>
    public Task<Result<UserDto>> EndSessionsAsync(string id, CancellationToken ct) => accounts.ApplyAsync(id, (db, user) =>
    {
        user.EndSessions();
        audit.Add(db, "accounts.sessions_ended", user.Email!);
        return Task.FromResult<List<Refusal>>([]);
    }, ct);

    /// <summary>Two-factor sign-in is off until it is set up again; the former key and recovery codes are of no use.</summary>
    public Task<Result<UserDto>> ResetSecondFactorAsync(string id, bool passkeys, CancellationToken ct) => accounts.ApplyAsync(id, async (db, user) =>
    {
        user.TwoFactorEnabled = false;
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == id && t.LoginProvider == AuthenticatorProvider).ToListAsync(ct));
        var removed = passkeys ? await db.UserPasskeys.Where(p => p.UserId == id).ToListAsync(ct) : [];
        db.UserPasskeys.RemoveRange(removed);
        user.EndSessions();
        audit.Add(db, "accounts.two_factor_reset", user.Email!, passkeys ? $"passkeys removed: {removed.Count}" : null);
        return [];
    }, ct);
}
