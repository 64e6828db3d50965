using System.Security.Claims;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Audit;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Writes down who came in, who was not let in, and what people change about their own way in.</summary>
internal sealed class SignInAudit(AuditTrail audit, ActingNow acting, TimeProvider clock)
{
    // Its own: other refusals, which cost a stranger nothing, must not take the room of these.
    private readonly OncePerMinute once = new(clock);

    /// <summary>Acts as that person from here on: the request began with nobody.</summary>
    public void AddSignIn(AppDbContext db, ClaimsPrincipal principal, AppUser user, string? address)
    {
        acting.Set(Actors.Of(principal, address));
        audit.Add(db, "accounts.signed_in", user.Email!, principal.FindFirstValue(ClaimTypes.AuthenticationMethod) is { } way ? $"by: {way}" : null);
    }

    public Task SignedOutAsync(ClaimsPrincipal person, CancellationToken ct) => audit.RecordAsync("accounts.signed_out", person.Identity?.Name ?? "", ct: ct);

    /// <param name="typed">What stood in the field of the address.</param>
    /// <param name="user">Whose account it is, if anybody's.</param>
    public async Task RefusedAsync(string? typed, AppUser? user, SignInResult result, CancellationToken ct)
    {
        // Only an account's own failures end by themselves, when it is locked; and what is no address may be a password in the wrong field.
        if (user is null && !once.Allows(acting.Actor.Address ?? "", "sign-in")) return;
        var subject = user?.Email ?? (AccountRules.IsEmail(typed) ? typed! : "–");
        var action = result.IsLockedOut ? "accounts.locked_out" : "accounts.sign_in_failed";
        await audit.RecordAsync(action, subject, result.IsNotAllowed ? "reason: disabled" : user is null ? "reason: no such account" : null, allowed: false, ct);
    }

    public Task WrongCodeAsync(AppUser? user, SignInResult result, CancellationToken ct) =>
        audit.RecordAsync(result.IsLockedOut ? "accounts.locked_out" : "accounts.two_factor_failed", user?.Email ?? "–", allowed: false, ct: ct);

    public Task NotConfirmedAsync(AppUser user, CancellationToken ct) => audit.RecordAsync("accounts.confirmation_failed", user.Email!, allowed: false, ct: ct);

    /// <param name="action">What this person changed about their own way in.</param>
    public Task ChangedAsync(AppUser user, string action, string? details = null, CancellationToken ct = default) => audit.RecordAsync(action, user.Email!, details, ct: ct);
}
