using System.Security.Claims;
using System.Text.Encodings.Web;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>Reads a key from <c>X-API-KEY</c> or <c>Authorization: Bearer</c>. A wrong key is a failure even where a cookie would have passed.</summary>
internal sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyHolders holders)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Key() is not { } key) return AuthenticateResult.NoResult();
        var identity = await holders.FindAsync(key, Context.Connection.RemoteIpAddress, Context.RequestAborted);
        return identity is null
            ? AuthenticateResult.Fail("The key is not known, revoked or expired.")
            : AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
