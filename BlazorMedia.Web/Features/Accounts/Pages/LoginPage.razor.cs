using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Limits;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.Pages;

public sealed partial class LoginPage(ILogger<LoginPage> logger)
{
    private AppUser? user;

    [Inject] internal SignInNames Names { get; init; } = default!;

    [SupplyParameterFromForm] private LoginForm Form { get; set; } = default!;

    protected override void OnInitialized()
    {
        Form ??= new();
        if (!IsPost && Http.User.Identity?.IsAuthenticated == true) GoBack();
    }

    private async Task SendAsync()
    {
        var result = string.IsNullOrEmpty(Form.Passkey) ? await ByPasswordAsync() : await SignIn.PasskeySignInAsync(Form.Passkey);
        if (result.Succeeded) GoBack();
        else if (result.RequiresTwoFactor) GoTo(WithReturnUrl($"/account/login-2fa?remember={Form.Remember}"));
        else await RefuseAsync(result);
    }

    private async Task RefuseAsync(SignInResult result)
    {
        LogRefused(result.ToString(), Http.Connection.RemoteIpAddress);
        // Before the browser is led away, which ends the request.
        await Audit.RefusedAsync(Form.Email?.Trim(), user, result, Http.RequestAborted);
        if (result.IsLockedOut) GoTo("/account/lockout");
        else if (!string.IsNullOrEmpty(Form.Passkey)) Refusals = [AccountRefusals.PasskeyFailed];
        else Refusals = [result.IsNotAllowed && await KnowsPasswordAsync() ? UserRefusals.DisabledSignIn : AccountRefusals.SignInFailed];
    }

    // Only who knows the password learns that the account is disabled, and who guesses is locked out as anywhere.
    private async Task<bool> KnowsPasswordAsync()
    {
        if (user is null || await Users.IsLockedOutAsync(user)) return false;
        if (await Users.CheckPasswordAsync(user, Form.Password ?? "")) return true;
        await Users.AccessFailedAsync(user);
        return false;
    }

    private async Task<SignInResult> ByPasswordAsync()
    {
        var (email, password) = (Form.Email?.Trim() ?? "", Form.Password ?? "");
        if (email.Length > AccountRules.MaxEmailLength || password.Length > AccountRules.MaxPasswordLength) return SignInResult.Failed;
        if (!Names.Allows(email)) return SignInResult.LockedOut;
        user = await Users.FindByNameAsync(email);
        if (user is not null) return await SignIn.PasswordSignInAsync(user, password, Form.Remember, lockoutOnFailure: true);
        // As long as a known address would take, so that the time does not tell who has an account.
        Users.PasswordHasher.HashPassword(new AppUser(), password);
        return SignInResult.Failed;
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in was refused ({Result}) from {Address}")]
    private partial void LogRefused(string result, System.Net.IPAddress? address);

    private sealed class LoginForm
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public bool Remember { get; set; }

        public string? Passkey { get; set; }
    }
}
