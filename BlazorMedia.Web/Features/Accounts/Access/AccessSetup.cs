using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;

namespace BlazorMedia.Web.Features.Accounts.Access;

/// <summary>The policies. Every one of them, the default and the fallback too, asks a key for its scope and a browser for its origin, and lets no app token in.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ProblemResultHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Admin, Anyone().RequireRole(Roles.Admin).Build())
            .AddPolicy(Policies.Operator, Anyone().RequireRole(Roles.Admin, Roles.Operator).Build())
            .AddPolicy(Policies.Viewer, Anyone().RequireRole(Roles.Admin, Roles.Operator, Roles.Viewer).Build())
            .AddPolicy(Policies.Member, Anyone().RequireRole(Roles.All).Build())
            .AddPolicy(Policies.AppTokenScheme, new AuthorizationPolicyBuilder(Policies.AppTokenScheme).RequireAuthenticatedUser().RequireClaim(Policies.AppIdClaim).Build())
            .SetDefaultPolicy(Anyone().Build())
            // An endpoint that forgot to say who may come in is closed, not open.
            .SetFallbackPolicy(Anyone().Build());
    }

    private static AuthorizationPolicyBuilder Anyone() =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new KeyScopeRequirement(), new SameOriginRequirement());
}
