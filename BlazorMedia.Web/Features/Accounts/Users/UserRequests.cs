using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>A new person: with a password, or else with an invitation link.</summary>
/// <param name="Password">10 to 200 characters; absent: an invitation link is made.</param>
/// <param name="ValidDays">Of the link, 1 to 90; 7 when absent.</param>
public sealed record NewUserRequest(string? Email, string? DisplayName, string? Role, string? Password, int? ValidDays)
{
    internal List<Refusal> Check()
    {
        List<Refusal> refusals = [.. AccountChecks.OfPerson(Email ?? "", DisplayName), .. AccountChecks.OfRole(Role)];
        if (Password is not null && ValidDays is not null) refusals.Add(UserRefusals.LinkOrPassword);
        if (Password is not null) refusals.AddRange(AccountChecks.OfPassword(Password));
        return [.. refusals, .. AccountChecks.OfDays(ValidDays)];
    }
}

/// <summary>What is absent stays as it is.</summary>
/// <param name="DisplayName">Empty removes it.</param>
/// <param name="Disabled">True: cannot sign in, open sessions end and the keys that act for this person stop.</param>
public sealed record UserChangeRequest(string? Email, string? DisplayName, string? Role, bool? Disabled)
{
    internal List<Refusal> Check() => [.. Email is null ? [] : AccountChecks.OfPerson(Email, null), .. AccountChecks.OfPerson(null, DisplayName), .. Role is null ? [] : AccountChecks.OfRole(Role)];
}

/// <param name="Passkeys">True removes the passkeys too.</param>
public sealed record SecondFactorResetRequest(bool Passkeys);

/// <param name="ValidDays">1 to 90; 7 when absent.</param>
public sealed record LinkRequest(int? ValidDays);
