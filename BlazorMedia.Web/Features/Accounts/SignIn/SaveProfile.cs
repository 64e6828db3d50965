using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Saves what people may change about themselves without their password.</summary>
internal sealed class SaveProfile(UserManager<AppUser> users, SignInManager<AppUser> signIn, SavePreferences preferences)
{
    public async Task<IReadOnlyList<Refusal>> HandleAsync(HttpContext context, AppUser user, string? displayName, string? theme, string? language, CancellationToken ct)
    {
        var name = displayName?.Trim();
        var refusals = SavePreferences.Check(theme, language);
        if (name?.Length > AccountRules.MaxDisplayNameLength) refusals.Add(AccountRefusals.DisplayNameTooLong);
        if (refusals.Count > 0) return refusals;
        user.DisplayName = string.IsNullOrEmpty(name) ? null : name;
        refusals = (await users.UpdateAsync(user)).Refusals();
        if (refusals.Count > 0) return refusals;
        // The cookie holds the name. It is written anew before the preferences are, because signing in also writes those, as they were.
        await signIn.RefreshSignInAsync(user);
        return await preferences.HandleAsync(context, theme, language, ct);
    }
}
