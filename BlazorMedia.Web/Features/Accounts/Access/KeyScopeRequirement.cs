using System.Security.Claims;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;

namespace BlazorMedia.Web.Features.Accounts.Access;

/// <summary>A key needs the scope of the endpoint: its <c>:read</c> half is enough to look, and an endpoint without a scope needs <c>*</c>. People are not asked.</summary>
internal sealed class KeyScopeRequirement : AuthorizationHandler<KeyScopeRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, KeyScopeRequirement requirement)
    {
        var user = new CurrentUser(context.User);
        // An app token has doors of its own, with a policy of their own.
        if (user.IsAppToken) return Task.CompletedTask;
        if (!user.IsKey || Allows(context.User, context.Resource as HttpContext)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool Allows(ClaimsPrincipal key, HttpContext? request)
    {
        if (Has(key, "*")) return true;
        if (request?.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Name is not { } scope) return false;
        return Has(key, scope) || Has(key, scope + ":write") || (Reads(request) && Has(key, scope + ":read"));
    }

    private static bool Reads(HttpContext request) => HttpMethods.IsGet(request.Request.Method) || HttpMethods.IsHead(request.Request.Method);

    private static bool Has(ClaimsPrincipal key, string scope) => key.HasClaim(Policies.ScopeClaim, scope);
}
