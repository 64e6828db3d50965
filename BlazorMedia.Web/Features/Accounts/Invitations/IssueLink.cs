using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Users;
using BlazorMedia.Web.Platform.Security;

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
            await db.RevokeLinksAsync(userId, clock.GetUtcNow(), ct);
            issued = Issue(db, user, days ?? Invitation.DefaultDays);
            return [];
        }, ct);
        return done.IsSuccess ? issued! : done.Refusal;
    }

    public Task<Result<UserDto>> RevokeAsync(string userId, CancellationToken ct) => accounts.ApplyAsync(userId, async (db, user) =>
    {
        if (await db.RevokeLinksAsync(userId, clock.GetUtcNow(), ct) == 0) return [UserRefusals.NoInvitation];
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
}
