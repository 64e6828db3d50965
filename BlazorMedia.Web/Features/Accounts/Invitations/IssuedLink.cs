using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Features.Accounts.Invitations;

/// <summary>A link with which a person sets a password. It cannot be shown again.</summary>
/// <param name="Path">Behind this server's address.</param>
public sealed record IssuedLink(string Path, DateTimeOffset ExpiresAt)
{
    internal static IssuedLink Of(Invitation invitation, string code) => new($"/account/invitation?code={code}", invitation.ExpiresAt);
}
