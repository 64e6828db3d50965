using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Accounts.Audit;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BlazorMedia.Web.Features.Accounts.Access;

/// <summary>Programs are refused with problem details, people are led to the sign-in page; both are logged, without any secret.</summary>
internal sealed partial class ProblemResultHandler(ILogger<ProblemResultHandler> logger, RefusalAudit audit) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler pages = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (RefusalOf(authorizeResult, new CurrentUser(context.User)) is not { } refusal)
        {
            await next(context);
            return;
        }
        await LogAsync(context, refusal);
        if (!context.Request.IsForProgram()) await pages.HandleAsync(next, context, policy, authorizeResult);
        else await WriteAsync(context, refusal);
    }

    private static Refusal? RefusalOf(PolicyAuthorizationResult result, CurrentUser user)
    {
        if (result.Succeeded) return null;
        if (result.Challenged) return AccountRefusals.Unauthenticated;
        var failed = result.AuthorizationFailure?.FailedRequirements.ToList() ?? [];
        if (failed.OfType<KeyScopeRequirement>().Any()) return user.IsAppToken ? KeyRefusals.AppTokenNotHere : AccountRefusals.ScopeMissing;
        return failed.OfType<SameOriginRequirement>().Any() ? AccountRefusals.CrossSite : AccountRefusals.Forbidden;
    }

    private static async Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var problem = refusal.ToProblem();
        if (refusal == AccountRefusals.Unauthenticated)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            (problem.ProblemDetails.Status, problem.ProblemDetails.Title) = (StatusCodes.Status401Unauthorized, "Not signed in");
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        await Results.Problem(problem.ProblemDetails).ExecuteAsync(context);
    }

    // The route's pattern in place of the path where there is one: some paths carry a token.
    private async Task LogAsync(HttpContext context, Refusal refusal)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path.ToUriComponent();
        LogRefused(refusal.Code, context.Request.Method, route, context.User.Identity?.Name, context.Connection.RemoteIpAddress);
        await audit.RecordAsync(context, refusal, route);
    }

    [LoggerMessage(LogLevel.Information, "Refused with {Code}: {Method} {Route} by {User} from {Address}")]
    private partial void LogRefused(string code, string method, string route, string? user, System.Net.IPAddress? address);
}
