using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>The two forms that every page's user menu holds.</summary>
internal static class AccountFormEndpoints
{
    private const int MaxFormBytes = 16 * 1024;

    public static RouteGroupBuilder MapAccountForms(this RouteGroupBuilder account)
    {
        // The filter asks for the token in place of the middleware, not in addition to it.
        var forms = account.MapGroup("").AllowAnonymous().DisableAntiforgery().AddEndpointFilter<RouteGroupBuilder, FormTokenFilter>()
            .WithMetadata(new RequestSizeLimitAttribute(MaxFormBytes)).ExcludeFromDescription();
        forms.MapPost("/preferences", SavePreferencesAsync);
        forms.MapPost("/logout", SignOutAsync);
        return account;
    }

    private static async Task<IResult> SavePreferencesAsync(
        HttpContext context, SavePreferences handler, CancellationToken ct, [FromForm] string? theme = null, [FromForm] string? language = null, [FromForm] string? returnUrl = null)
    {
        var refusals = await handler.HandleAsync(context, theme, language, ct);
        return refusals.Count == 0 ? TypedResults.LocalRedirect(LocalUrl.Or(returnUrl)) : refusals.ToProblem();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignInManager<AppUser> signIn, SignInAudit audit, [FromForm] string? returnUrl = null)
    {
        if (context.User.Identity?.IsAuthenticated == true) await audit.SignedOutAsync(context.User, context.RequestAborted);
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(LocalUrl.Or(returnUrl, "/account/login"));
    }
}
