using System.Security.Claims;
using System.Text.Encodings.Web;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>Reads an app token from <c>Authorization: Bearer</c> or the query's <c>access_token</c>. It stands for an app, not for a person: no role, no scope.</summary>
internal sealed class AppTokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AppTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.AppToken() is not { } text) return AuthenticateResult.NoResult();
        var check = await tokens.CheckAsync(text, Context.Connection.RemoteIpAddress, Context.RequestAborted);
        if (check.Token is not { } token) return AuthenticateResult.Fail($"The app token does not count: {check.Failure}.");
        // For endpoints that want to know more of it than who it is.
        Context.Features.Set(token);
        var identity = new ClaimsIdentity(
            [new Claim(Policies.AppIdClaim, token.AppId), new Claim(ClaimTypes.Name, token.Name ?? token.Subject ?? token.App)], Policies.AppTokenScheme, ClaimTypes.Name, ClaimTypes.Role);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
