using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Accounts;

/// <summary>Every "no" about other people's accounts.</summary>
public static class UserRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "accounts.user_not_found", "There is no such account.");
    public static readonly Refusal RoleUnknown = new(RefusalKind.Invalid, "accounts.role_unknown", $"The role is one of {string.Join(", ", Roles.All)}.", "role");
    public static readonly Refusal StateUnknown = new(RefusalKind.Invalid, "accounts.state_unknown", "The state is one of active, invited, disabled, locked.", "state");
    public static readonly Refusal LastAdministrator = new(RefusalKind.Conflict, "accounts.last_administrator", "This is the last administrator who can sign in. Make somebody else an administrator first.");
    public static readonly Refusal AdministratorsNeedEverything = new(RefusalKind.Forbidden, "accounts.administrators_need_everything", "Only a key with the scope * may add or change administrators.");
    public static readonly Refusal ChangedMeanwhile = new(RefusalKind.Conflict, "accounts.changed_meanwhile", "Somebody else changed this account at the same moment. Look at it again, then repeat your change.");
    public static readonly Refusal DaysOutOfRange = new(RefusalKind.Invalid, "accounts.days_out_of_range", $"A link is valid for {Invitation.MinDays} to {Invitation.MaxDays} days.", "validDays");
    public static readonly Refusal LinkOrPassword = new(RefusalKind.Invalid, "accounts.link_or_password", "Give a password or the days that a link is valid, not both.", "password");
    public static readonly Refusal UserDisabled = new(RefusalKind.Conflict, "accounts.user_disabled", "This account is disabled. Enable it first.");
    public static readonly Refusal NoInvitation = new(RefusalKind.NotFound, "accounts.no_invitation", "No link is waiting for this person.");
    public static readonly Refusal InvitationUnknown = new(RefusalKind.NotFound, "accounts.invitation_unknown", "This link is not valid. Ask for a new one.");
    public static readonly Refusal InvitationUsed = new(RefusalKind.Conflict, "accounts.invitation_used", "This link was used already. Sign in with the password that was set.");
    public static readonly Refusal InvitationRevoked = new(RefusalKind.Conflict, "accounts.invitation_revoked", "This link was withdrawn. Ask for a new one.");
    public static readonly Refusal InvitationExpired = new(RefusalKind.Conflict, "accounts.invitation_expired", "This link is too old. Ask for a new one.");
    public static readonly Refusal DisabledSignIn = new(RefusalKind.Forbidden, "accounts.disabled_sign_in", "This account is disabled. Ask an administrator.");
    public static readonly Refusal FormatUnknown = new(RefusalKind.Invalid, "accounts.format_unknown", "The format is csv or jsonl.", "format");
    public static readonly Refusal CursorInvalid = new(RefusalKind.Invalid, "accounts.cursor_invalid", "This cursor was not given by this list.", "cursor");
}
