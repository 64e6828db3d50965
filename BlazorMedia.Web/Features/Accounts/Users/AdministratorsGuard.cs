using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>A key that may not do everything makes no administrators and changes none: with a link to set an administrator's password it could do everything.</summary>
internal sealed class AdministratorsGuard(IDbContextFactory<AppDbContext> databases) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await IsForbiddenAsync(context) ? UserRefusals.AdministratorsNeedEverything.ToProblem() : await next(context);

    private async Task<bool> IsForbiddenAsync(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || !new CurrentUser(http.User).IsKey || http.User.HasClaim(Policies.ScopeClaim, KeyScopes.All)) return false;
        if (context.Arguments.Any(a => a is NewUserRequest { Role: Roles.Admin } or UserChangeRequest { Role: Roles.Admin })) return true;
        if (http.Request.RouteValues["id"] is not string id) return false;
        await using var db = await databases.CreateDbContextAsync(http.RequestAborted);
        return await db.IsAdministratorAsync(id, http.RequestAborted);
    }
}
