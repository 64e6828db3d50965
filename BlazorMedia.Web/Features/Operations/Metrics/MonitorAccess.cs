using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>A monitor passes from a trusted network, with a key of the scope <c>metrics</c>, or as an operator.</summary>
internal sealed class MonitorRequirement : IAuthorizationRequirement;

internal sealed class MonitorAccess(IOptionsMonitor<OperationsOptions> options) : AuthorizationHandler<MonitorRequirement>
{
    public const string Scope = "metrics";

    // What a proxy before us forwards comes from anywhere, though the proxy itself stands on this machine.
    private static readonly string[] Forwarded = ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MonitorRequirement requirement)
    {
        if (IsEntitled(context.User) || (context.Resource is HttpContext http && IsNear(http))) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool IsEntitled(System.Security.Claims.ClaimsPrincipal principal)
    {
        var user = new CurrentUser(principal);
        if (!user.IsKey) return user.IsOperator;
        return principal.HasClaim(c => c.Type == Policies.ScopeClaim && c.Value is "*" or Scope or Scope + ":read");
    }

    private bool IsNear(HttpContext http)
    {
        if (http.Request.HasKey() || Forwarded.Any(http.Request.Headers.ContainsKey) || http.Connection.RemoteIpAddress is not { } address) return false;
        var from = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return NetworkListAttribute.Read(options.CurrentValue.MonitorNetworks)?.Any(n => n.Contains(from)) == true;
    }
}
