using System.Net;
using System.Security.Claims;
using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Platform.Security;

/// <summary>Reads from the claims who acts, without the database.</summary>
internal static class Actors
{
    public static Actor Of(ClaimsPrincipal principal, string? address)
    {
        var user = new CurrentUser(principal);
        if (!user.IsSignedIn) return new(ActorKind.Nobody, null, "", address);
        if (principal.Identity!.AuthenticationType is not (Policies.ApiKeyScheme or Policies.AppTokenScheme)) return new(ActorKind.Person, user.Id, user.Name, address);
        return new(
            user.IsKey ? ActorKind.Key : ActorKind.AppToken,
            principal.FindFirstValue(Policies.KeyIdClaim) ?? principal.FindFirstValue(Policies.AppIdClaim),
            principal.FindFirstValue(Policies.KeyNameClaim) ?? user.Name,
            address);
    }

    /// <summary>As people write it: an IPv4 address that came in over an IPv6 socket is shown as what it is.</summary>
    public static string? Text(this IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
