using System.Security.Claims;
using BlazorMedia.Domain.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace BlazorMedia.Web.Platform.Security;

/// <summary>Who acts: a person, or a key with the roles of its person. Made from what the request or the circuit knows, without the database.</summary>
internal sealed class CurrentUser(ClaimsPrincipal principal)
{
    /// <summary>The user's id; null for nobody, and for a configured key before there is an administrator.</summary>
    public string? Id => principal.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>The display name, else the e-mail address; empty for nobody.</summary>
    public string Name => principal.FindFirstValue(Policies.DisplayNameClaim) ?? principal.Identity?.Name ?? "";

    public bool IsSignedIn => principal.Identity?.IsAuthenticated == true;

    public bool IsKey => principal.Identity?.AuthenticationType == Policies.ApiKeyScheme;

    public bool IsAppToken => principal.Identity?.AuthenticationType == Policies.AppTokenScheme;

    /// <summary>May change what belongs to everybody (streams, recordings); pages hide what somebody may not do, endpoints refuse it.</summary>
    public bool IsOperator => IsInRole(Roles.Operator) || IsAdmin;

    public bool IsAdmin => IsInRole(Roles.Admin);

    public bool IsInRole(string role) => principal.IsInRole(role);

    /// <summary>For a component: <c>CurrentUser.OfAsync(AuthenticationStates)</c>.</summary>
    public static async Task<CurrentUser> OfAsync(AuthenticationStateProvider states) => new((await states.GetAuthenticationStateAsync()).User);
}
