using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.StaticAssets;

namespace BlazorMedia.Web.Features.Accounts.Setup;

/// <summary>While there is no user, every page leads to the first-run page and every program is told so, except one with a configured key.</summary>
internal sealed class SetupGate(RequestDelegate next, SetupState state)
{
    public const string Page = "/first-run";

    private static readonly string[] Open = [Page, "/account/preferences", "/health/live", "/_framework", "/_blazor", "/_content"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (!await state.IsOpenAsync(context.RequestAborted) || await MayPassAsync(context)) await next(context);
        else if (HttpMethods.IsGet(context.Request.Method) && !context.Request.IsForProgram()) context.Response.Redirect(Page);
        else await AccountRefusals.FirstRun.ToProblem().ExecuteAsync(context);
    }

    private static async Task<bool> MayPassAsync(HttpContext context) =>
        Open.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || (context.Request.HasKey() && (await context.AuthenticateAsync()).Succeeded);
}
