using System.Security.Claims;

namespace BlazorMedia.Web.Platform.Security;

/// <summary>The door of requests: says who acts, after it is known who it is.</summary>
internal sealed class RequestActor(RequestDelegate next, ActingNow acting)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress.Text();
        // A circuit keeps the principal of the request that opened it, and has no request to ask for its address later.
        // A new principal: the cookie's own one may be written back into the cookie.
        if (address is not null && context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
            context.User = new ClaimsPrincipal(context.User.Identities.Append(new ClaimsIdentity([new Claim(Policies.AddressClaim, address)])));
        acting.Set(Actors.Of(context.User, address));
        await next(context);
    }
}
