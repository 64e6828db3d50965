using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Web.Features.Accounts.Setup;

/// <summary>What is asked of the person who sets the server up.</summary>
public sealed record FirstAdministrator(string Email, string Password, string? DisplayName)
{
    internal List<Refusal> Check()
    {
        List<Refusal> refusals = [];
        if (!AccountRules.IsEmail(Email)) refusals.Add(AccountRefusals.EmailInvalid);
        if (DisplayName?.Length > AccountRules.MaxDisplayNameLength) refusals.Add(AccountRefusals.DisplayNameTooLong);
        if (Password.Length < AccountRules.MinPasswordLength) refusals.Add(AccountRefusals.PasswordTooShort);
        if (Password.Length > AccountRules.MaxPasswordLength) refusals.Add(AccountRefusals.PasswordTooLong);
        return refusals;
    }
}
