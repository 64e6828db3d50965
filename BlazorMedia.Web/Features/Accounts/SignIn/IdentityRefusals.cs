using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Identity's errors as our refusals. One that is not expected here is a bug and throws.</summary>
internal static class IdentityRefusals
{
    public static List<Refusal> Refusals(this IdentityResult result) =>
        // The user name is the address: a twin is reported once for each of the two.
        [.. result.Errors.Select(RefusalOf).Distinct()];

    private static Refusal RefusalOf(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => AccountRefusals.PasswordTooShort,
        nameof(IdentityErrorDescriber.PasswordMismatch) => AccountRefusals.PasswordWrong,
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => AccountRefusals.EmailTaken,
        nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => AccountRefusals.EmailInvalid,
        _ => throw new InvalidOperationException($"Identity refused with {error.Code}: {error.Description}"),
    };
}
