using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Users;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Invitations;

/// <summary>Makes a link for somebody who has none that counts, or none at all; every former one stops counting.</summary>
internal sealed class IssueLink(ChangeAccount accounts, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<IssuedLink>> HandleAsync(string userId, int? days, CancellationToken ct)
    {
        if (AccountChecks.OfDays(days).ToList() is { Count: > 0 } refusals) return refusals;
        IssuedLink? issued = null;
        var done = await accounts.ApplyAsync(userId, async (db, user) =>
        {
            if (user.DisabledAt is not null) return [UserRefusals.UserDisabled];
            foreach (var former in await PendingAsync(db, userId, ct)) former.Revoke(clock.GetUtcNow());
            issued = Issue(db, user, days ?? Invitation.DefaultDays);
            return [];
        }, ct);
        return done.IsSuccess ? issued! : done.Refusal;
    }

    public Task<Result<UserDto>> RevokeAsync(string userId, CancellationToken ct) => accounts.ApplyAsync(userId, async (db, user) =>
    {
        var pending = await PendingAsync(db, userId, ct);
        if (pending.Count == 0) return [UserRefusals.NoInvitation];
        foreach (var link in pending) link.Revoke(clock.GetUtcNow());
        audit.Add(db, "accounts.link_revoked", user.Email!);
        return [];
    }, ct);

    private IssuedLink Issue(AppDbContext db, AppUser user, int days)
    {
        var kind = user.PasswordHash is null ? InvitationKind.Invitation : InvitationKind.NewPassword;
        var (invitation, code) = Invitation.Issue(user.Id, kind, days, clock.GetUtcNow());
        db.Add(invitation);
        audit.Add(db, kind == InvitationKind.Invitation ? "accounts.user_invited" : "accounts.password_link_issued", user.Email!, $"valid until: {invitation.ExpiresAt:u}");
        return IssuedLink.Of(invitation, code);
    }

    private async Task<List<Invitation>> PendingAsync(AppDbContext db, string userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<Invitation>().Where(i => i.UserId == userId && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now).ToListAsync(ct);
    }
}
