using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Web.Features.Accounts.Users;

internal static class AccountChecks
{
    public static IEnumerable<Refusal> OfPerson(string? email, string? displayName)
    {
        if (email is not null && !AccountRules.IsEmail(email.Trim())) yield return AccountRefusals.EmailInvalid;
        if (displayName?.Trim().Length > AccountRules.MaxDisplayNameLength) yield return AccountRefusals.DisplayNameTooLong;
    }

    public static IEnumerable<Refusal> OfRole(string? role) => Roles.All.Contains(role) ? [] : [UserRefusals.RoleUnknown];

    public static IEnumerable<Refusal> OfPassword(string password) => password.Length switch
    {
        < AccountRules.MinPasswordLength => [AccountRefusals.PasswordTooShort],
        > AccountRules.MaxPasswordLength => [AccountRefusals.PasswordTooLong],
        _ => [],
    };

    public static IEnumerable<Refusal> OfDays(int? days) => days is null or (>= Invitation.MinDays and <= Invitation.MaxDays) ? [] : [UserRefusals.DaysOutOfRange];
}
