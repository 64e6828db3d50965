using System.Security.Claims;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Remembers theme and language: in the browser for everybody, on the account for a person who is signed in.</summary>
internal sealed class SavePreferences(IDbContextFactory<AppDbContext> databases)
{
    /// <summary>The language that follows the browser.</summary>
    public const string Automatic = "auto";

    /// <param name="theme">Null keeps the present one.</param>
    /// <param name="language">A culture name or <see cref="Automatic"/>; null keeps the present one.</param>
    public async Task<IReadOnlyList<Refusal>> HandleAsync(HttpContext context, string? theme, string? language, CancellationToken ct)
    {
        var refusals = Check(theme, language);
        if (refusals.Count > 0) return refusals;
        var culture = language == Automatic ? null : language;
        if (theme is not null) PreferenceCookies.WriteTheme(context, theme);
        if (language is not null) PreferenceCookies.WriteLanguage(context, culture);
        await SaveAsync(context.User, theme, language is null, culture, ct);
        return [];
    }

    public static List<Refusal> Check(string? theme, string? language)
    {
        List<Refusal> refusals = [];
        if (theme is not null && !AccountRules.Themes.Contains(theme)) refusals.Add(AccountRefusals.ThemeUnknown);
        if (language is not null and not Automatic && !SharedSetup.Languages.Contains(language)) refusals.Add(AccountRefusals.LanguageUnknown);
        return refusals;
    }

    private async Task SaveAsync(ClaimsPrincipal user, string? theme, bool keepLanguage, string? culture, CancellationToken ct)
    {
        if (new CurrentUser(user).Id is not { } id) return;
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(
            u => u.SetProperty(x => x.Theme, x => theme ?? x.Theme).SetProperty(x => x.Language, x => keepLanguage ? x.Language : culture), ct);
    }
}
