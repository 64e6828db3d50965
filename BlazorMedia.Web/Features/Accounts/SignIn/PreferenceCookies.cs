using Microsoft.AspNetCore.Localization;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Theme and language as the browser remembers them, so that the first byte of a page already has them, signed in or not.</summary>
internal static class PreferenceCookies
{
    public const string Theme = "bm-theme";

    /// <param name="language">Null lets the browser's own languages decide.</param>
    public static void Write(HttpContext context, string theme, string? language)
    {
        WriteTheme(context, theme);
        WriteLanguage(context, language);
    }

    public static void WriteTheme(HttpContext context, string theme) => context.Response.Cookies.Append(Theme, theme, ForAYear(context));

    public static void WriteLanguage(HttpContext context, string? language)
    {
        var name = CookieRequestCultureProvider.DefaultCookieName;
        if (language is null) context.Response.Cookies.Delete(name);
        else context.Response.Cookies.Append(name, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)), ForAYear(context));
    }

    private static CookieOptions ForAYear(HttpContext context) => new()
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    };
}
