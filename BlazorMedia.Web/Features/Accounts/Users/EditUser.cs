using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Invitations;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>Changes name, address, role and whether somebody may sign in.</summary>
internal sealed class EditUser(ChangeAccount accounts, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<UserDto>> HandleAsync(string id, UserChangeRequest request, CancellationToken ct)
    {
        var refusals = request.Check();
        if (refusals.Count > 0) return refusals;
        return await accounts.ApplyAsync(id, (db, user) => ChangeAsync(db, user, request, ct), ct);
    }

    private async Task<List<Refusal>> ChangeAsync(AppDbContext db, AppUser user, UserChangeRequest request, CancellationToken ct)
    {
        var taken = await ChangeFieldsAsync(db, user, request, ct);
        if (taken.Count > 0) return taken;
        await ChangeRoleAsync(db, user, request.Role, ct);
        if (request.Disabled is { } disabled && disabled != user.DisabledAt is not null) Switch(db, user, disabled);
        return [];
    }

    private async Task<List<Refusal>> ChangeFieldsAsync(AppDbContext db, AppUser user, UserChangeRequest request, CancellationToken ct)
    {
        List<string> changes = [];
        if (request.DisplayName is not null && AccountRows.NameOf(request.DisplayName) != user.DisplayName)
        {
            changes.Add($"name: {user.DisplayName ?? "–"} → {AccountRows.NameOf(request.DisplayName) ?? "–"}");
            user.DisplayName = AccountRows.NameOf(request.DisplayName);
        }
        if (request.Email?.Trim() is { } email && email != user.Email)
        {
            var normal = email.ToUpperInvariant();
            if (await db.Users.AnyAsync(u => u.NormalizedUserName == normal && u.Id != user.Id, ct)) return [AccountRefusals.EmailTaken];
            changes.Add($"e-mail: {user.Email} → {email}");
            user.Rename(email);
            // A link that was sent to the former address is in the wrong hands now.
            await db.RevokeLinksAsync(user.Id, clock.GetUtcNow(), ct);
        }
        if (changes.Count > 0) audit.Add(db, "accounts.user_changed", user.Email!, string.Join('\n', changes));
        return [];
    }

    private async Task ChangeRoleAsync(AppDbContext db, AppUser user, string? role, CancellationToken ct)
    {
        var present = await db.UserRoles.Where(l => l.UserId == user.Id).Join(db.Roles, l => l.RoleId, r => r.Id, (_, r) => r.Name).ToListAsync(ct);
        if (role is null || (present.Count == 1 && present[0] == role)) return;
        await db.SetRoleAsync(user, role, ct);
        // The cookie holds the role: only a new sign-in makes the new one count everywhere at once.
        user.EndSessions();
        audit.Add(db, "accounts.role_changed", user.Email!, $"role: {(present.Count == 0 ? "–" : string.Join(", ", present))} → {role}");
    }

    private void Switch(AppDbContext db, AppUser user, bool disabled)
    {
        user.DisabledAt = disabled ? clock.GetUtcNow() : null;
        user.EndSessions();
        audit.Add(db, disabled ? "accounts.user_disabled" : "accounts.user_enabled", user.Email!);
    }
}
