using System.Security.Claims;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>Who makes a key. A person may give all that there is, a key only what it has itself.</summary>
/// <param name="UserId">For whom the new key acts when nobody else is named; null is the first administrator.</param>
/// <param name="KeyId">Null for a person.</param>
internal sealed record KeyMaker(string? UserId, Guid? KeyId, IReadOnlyCollection<string> Scopes)
{
    /// <summary>Somebody at the server's console.</summary>
    public static readonly KeyMaker Console = new(null, null, [KeyScopes.All]);

    public static KeyMaker Of(ClaimsPrincipal principal)
    {
        var current = new CurrentUser(principal);
        return !current.IsKey
            ? new(current.Id, null, [KeyScopes.All])
            : new(current.Id, Guid.TryParse(principal.FindFirstValue(Policies.KeyIdClaim), out var id) ? id : Guid.Empty, [.. principal.FindAll(Policies.ScopeClaim).Select(c => c.Value)]);
    }
}
