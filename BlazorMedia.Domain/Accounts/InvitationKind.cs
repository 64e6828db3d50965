namespace BlazorMedia.Domain.Accounts;

public enum InvitationKind
{
    /// <summary>For a person who never had a password here.</summary>
    Invitation,

    /// <summary>For a person who lost it; the present one counts until the link is used.</summary>
    NewPassword,
}
