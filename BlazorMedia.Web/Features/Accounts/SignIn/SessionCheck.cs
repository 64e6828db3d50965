using System.Security.Claims;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>A cookie counts only as long as its person may be here: asked at every request, by one look at a row.</summary>
internal static class SessionCheck
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (await CountsAsync(context.HttpContext.RequestServices, context.Principal, context.HttpContext.RequestAborted)) await SecurityStampValidator.ValidatePrincipalAsync(context);
        // Refused without deleting the cookie: a request that was under way when this browser got its new one would delete that one.
        else context.RejectPrincipal();
    }

    public static async Task<bool> CountsAsync(IServiceProvider services, ClaimsPrincipal? person, CancellationToken ct)
    {
        var id = person?.FindFirstValue(ClaimTypes.NameIdentifier);
        var stamp = person?.FindFirstValue(services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType);
        if (id is null || stamp is null) return false;
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(u => u.Id == id && u.SecurityStamp == stamp && u.DisabledAt == null, ct);
    }
}
