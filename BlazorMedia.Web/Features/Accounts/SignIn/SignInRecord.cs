using System.Security.Claims;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Whatever the way in (password, code, passkey, link), a sign-in is dated, written down and brings the person's theme and language to this browser.</summary>
internal static class SignInRecord
{
    public static async Task WriteAsync(CookieSigningInContext context)
    {
        var services = context.HttpContext.RequestServices;
        var ct = context.HttpContext.RequestAborted;
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, ct) is not { } user) return;
        if (RecentCheck.IsSignIn(context.Properties))
        {
            services.GetRequiredService<RecentCheck>().Mark(context.Properties);
            user.LastSignInAt = services.GetRequiredService<TimeProvider>().GetUtcNow();
            services.GetRequiredService<SignInAudit>().AddSignIn(db, context.Principal!, user, context.HttpContext.Connection.RemoteIpAddress.Text());
            await db.SaveChangesAsync(ct);
        }
        PreferenceCookies.Write(context.HttpContext, user.Theme, user.Language);
    }
}
