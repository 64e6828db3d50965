using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>One person as an administrator sees them.</summary>
/// <param name="Role">One of <c>admin</c>, <c>operator</c>, <c>viewer</c>, <c>member</c>; null for an account without one.</param>
/// <param name="State"><c>active</c>, <c>invited</c> (no password yet), <c>disabled</c> or <c>locked</c> (too many wrong passwords).</param>
/// <param name="InvitationExpiresAt">While a link waits for this person.</param>
public sealed record UserDto(
    string Id,
    string Email,
    string? DisplayName,
    string? Role,
    string State,
    bool TwoFactor,
    int Passkeys,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset? InvitationExpiresAt)
{
    internal string Name => DisplayName ?? Email;

    internal bool IsDisabled => State == UserStates.Disabled;

    internal bool IsInvited => State == UserStates.Invited;

    internal InvitationKind LinkKind => IsInvited ? InvitationKind.Invitation : InvitationKind.NewPassword;
}

/// <param name="NextCursor">For the next page; null on the last.</param>
public sealed record UserPage(IReadOnlyList<UserDto> Items, string? NextCursor);
