using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Users;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Invitations;

/// <summary>Whose link it is, for the page that it opens.</summary>
internal sealed record OpenInvitation(string UserId, string Email, string? DisplayName, InvitationKind Kind);

/// <summary>What the person behind a link may do with it, once.</summary>
internal sealed class AcceptInvitation(IDbContextFactory<AppDbContext> databases, IPasswordHasher<AppUser> hasher, AuditTrail audit, LiveTopics topics, TimeProvider clock)
{
    public async Task<Result<OpenInvitation>> FindAsync(string? code, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await LoadAsync(db, code, ct);
        return found.IsSuccess ? new OpenInvitation(found.Value.User.Id, found.Value.User.Email!, found.Value.User.DisplayName, found.Value.Link.Kind) : found.Refusal;
    }

    /// <returns>The id of the person, who has not been signed in yet.</returns>
    public async Task<Result<string>> HandleAsync(string? code, string? displayName, string password, CancellationToken ct)
    {
        List<Refusal> refusals = [.. AccountChecks.OfPassword(password), .. AccountChecks.OfPerson(null, displayName)];
        if (refusals.Count > 0) return refusals;
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await LoadAsync(db, code, ct);
        if (!found.IsSuccess) return found.Refusal;
        var (link, user) = found.Value;
        link.Use(clock.GetUtcNow());
        if (AccountRows.NameOf(displayName) is { } name) user.DisplayName = name;
        user.SetPassword(hasher, password);
        audit.Add(db, link.Kind == InvitationKind.Invitation ? "accounts.invitation_accepted" : "accounts.password_set_by_link", user.Email!);
        return await SaveAsync(db, user, ct);
    }

    private async Task<Result<string>> SaveAsync(AppDbContext db, AppUser user, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return UserRefusals.InvitationUsed;
        }
        topics.Publish(UserTopics.Users);
        return user.Id;
    }

    private async Task<Result<(Invitation Link, AppUser User)>> LoadAsync(AppDbContext db, string? code, CancellationToken ct)
    {
        var hash = Invitation.HashOf(code ?? "");
        if (await db.Set<Invitation>().SingleOrDefaultAsync(i => i.Hash == hash, ct) is not { } link) return UserRefusals.InvitationUnknown;
        if (link.Check(clock.GetUtcNow()) is { } refusal) return refusal;
        var user = await db.Users.SingleAsync(u => u.Id == link.UserId, ct);
        return user.DisabledAt is null ? (link, user) : UserRefusals.DisabledSignIn;
    }
}
