using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;

namespace BlazorMedia.Web.Features.Accounts.Access;

/// <summary>
/// The API takes JSON and has no antiforgery token, so what a cookie may change must come from our own pages.
/// Forms are not asked here: they carry the token.
/// </summary>
internal sealed class SameOriginRequirement : AuthorizationHandler<SameOriginRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SameOriginRequirement requirement)
    {
        var request = (context.Resource as HttpContext)?.Request;
        if (request is null || !IsAtRisk(request, new CurrentUser(context.User)) || IsFromHere(request)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool IsAtRisk(HttpRequest request, CurrentUser user) =>
        !user.IsKey
        && request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    private static bool IsFromHere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        // Over plain http a browser sends no Sec-Fetch-Site, but always the origin; who sends neither is no browser that could be misled.
        // The scheme is not compared: behind a proxy the browser's is https and ours is http.
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsSameHost(from, request.Host));
    }

    private static bool IsSameHost(Uri from, HostString host) =>
        string.Equals(from.Authority, host.Value, StringComparison.OrdinalIgnoreCase)
        || (string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase) && from.IsDefaultPort && host.Port is null or 80 or 443);
}
