using System.Security.Claims;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Whatever the way in (password, code, passkey), a sign-in is dated and brings the person's theme and language to this browser.</summary>
internal static class SignInRecord
{
    public static async Task WriteAsync(CookieSigningInContext context)
    {
        var services = context.HttpContext.RequestServices;
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(context.HttpContext.RequestAborted);
        var user = await db.Users.AsNoTracking().Where(u => u.Id == id).Select(u => new { u.Theme, u.Language }).FirstOrDefaultAsync(context.HttpContext.RequestAborted);
        if (user is null) return;
        await db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastSignInAt, now), context.HttpContext.RequestAborted);
        PreferenceCookies.Write(context.HttpContext, user.Theme, user.Language);
    }
}
