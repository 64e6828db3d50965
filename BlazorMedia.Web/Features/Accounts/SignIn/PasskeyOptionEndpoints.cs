using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>What the browser needs before it may make or show a passkey; asked by PasskeyButton.razor.js.</summary>
internal static class PasskeyOptionEndpoints
{
    public static RouteGroupBuilder MapPasskeyOptions(this RouteGroupBuilder account)
    {
        var passkeys = account.MapGroup("/passkeys").AddEndpointFilter<RouteGroupBuilder, FormTokenFilter>().WithMetadata(new RequestSizeLimitAttribute(1024)).ExcludeFromDescription();
        passkeys.MapPost("/creation-options", CreationOptionsAsync).RequireAuthorization();
        passkeys.MapPost("/request-options", RequestOptionsAsync).AllowAnonymous();
        return account;
    }

    private static async Task<IResult> CreationOptionsAsync(HttpContext context, UserManager<AppUser> users, SignInManager<AppUser> signIn)
    {
        if (await users.GetUserAsync(context.User) is not { } user) return TypedResults.Unauthorized();
        var options = await signIn.MakePasskeyCreationOptionsAsync(new() { Id = user.Id, Name = user.UserName!, DisplayName = user.DisplayName ?? user.UserName! });
        return TypedResults.Content(options, "application/json");
    }

    // Without a user the browser offers the passkeys that it has: a list of somebody's keys would tell who has an account.
    private static async Task<IResult> RequestOptionsAsync(SignInManager<AppUser> signIn) =>
        TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
}
