using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Identity asks at every way in (password, code, passkey) whether the account is confirmed: here, whether it is not disabled.</summary>
internal sealed class EnabledUsers : IUserConfirmation<AppUser>
{
    public Task<bool> IsConfirmedAsync(UserManager<AppUser> manager, AppUser user) => Task.FromResult(user.DisabledAt is null);
}
