using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Invitations;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <param name="Invitation">Null when the person got a password.</param>
public sealed record CreatedUser(UserDto User, IssuedLink? Invitation);

/// <summary>Adds a person, with a password or with a link to set one.</summary>
internal sealed class CreateUser(IDbContextFactory<AppDbContext> databases, IPasswordHasher<AppUser> hasher, AuditTrail audit, TimeProvider clock, LiveTopics topics)
{
    public async Task<Result<CreatedUser>> HandleAsync(NewUserRequest request, CancellationToken ct)
    {
        var refusals = request.Check();
        if (refusals.Count > 0) return refusals;
        var now = clock.GetUtcNow();
        var user = NewUser(request, now);
        await using var db = await databases.CreateDbContextAsync(ct);
        // Asked before, for a good answer; the unique index decides when two people save at once.
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == user.NormalizedUserName, ct)) return AccountRefusals.EmailTaken;
        db.Add(user);
        await db.SetRoleAsync(user, request.Role!, ct);
        var link = request.Password is null ? Invite(db, user, request, now) : null;
        if (link is null) audit.Add(db, "accounts.user_created", user.Email!, $"role: {request.Role}");
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return AccountRefusals.EmailTaken;
        }
        topics.Publish(UserTopics.Users);
        return new CreatedUser(await db.UserRowsOf(db.Users.Where(u => u.Id == user.Id), now).SingleAsync(ct), link);
    }

    private AppUser NewUser(NewUserRequest request, DateTimeOffset now)
    {
        var user = new AppUser { DisplayName = AccountRows.NameOf(request.DisplayName), CreatedAt = now, LockoutEnabled = true };
        user.Rename(request.Email!.Trim());
        user.EndSessions();
        if (request.Password is not null) user.SetPassword(hasher, request.Password);
        return user;
    }

    private IssuedLink Invite(AppDbContext db, AppUser user, NewUserRequest request, DateTimeOffset now)
    {
        var (invitation, code) = Invitation.Issue(user.Id, InvitationKind.Invitation, request.ValidDays ?? Invitation.DefaultDays, now);
        db.Add(invitation);
        audit.Add(db, "accounts.user_invited", user.Email!, $"role: {request.Role}\nvalid until: {invitation.ExpiresAt:u}");
        return IssuedLink.Of(invitation, code);
    }
}
