using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Features.Accounts.Pages;

public sealed partial class TwoFactorPage(ILogger<TwoFactorPage> logger)
{
    private const int RecoveryCodeCount = 10;

    private AppUser? user;
    private string key = "";
    private bool isEnabled;
    private int codesLeft;
    private IReadOnlyList<string>? newCodes;

    [SupplyParameterFromForm] private TwoFactorForm Form { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        user = await LoadCheckedUserAsync("/account/two-factor");
        if (user is null) return;
        isEnabled = user.TwoFactorEnabled;
        codesLeft = await Users.CountRecoveryCodesAsync(user);
        if (!isEnabled) key = await LoadKeyAsync(user);
    }

    private async Task<string> LoadKeyAsync(AppUser person)
    {
        if (await Users.GetAuthenticatorKeyAsync(person) is { Length: > 0 } present) return present;
        await Users.ResetAuthenticatorKeyAsync(person);
        // a new key changes the security stamp, which would sign this browser out
        await SignIn.RefreshSignInAsync(person);
        return (await Users.GetAuthenticatorKeyAsync(person))!;
    }

    private Task ActAsync() => (Form.Action, user) switch
    {
        _ when ConfirmsFirst() => Task.CompletedTask,
        ("enable", { } person) when !isEnabled => EnableAsync(person),
        ("codes", { } person) when isEnabled => ReplaceCodesAsync(person),
        ("reset", { } person) when isEnabled => DisableAsync(person, "two_factor_reset"),
        ("disable", { } person) when isEnabled => DisableAsync(person, "two_factor_off"),
        _ => Task.CompletedTask,
    };

    private async Task EnableAsync(AppUser person)
    {
        var code = string.Concat((Form.Code ?? "").Where(char.IsAsciiDigit));
        if (!await Users.VerifyTwoFactorTokenAsync(person, Users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            Refusals = [AccountRefusals.AuthenticatorCodeWrong];
            return;
        }
        await Users.SetTwoFactorEnabledAsync(person, true);
        await ShowNewCodesAsync(person);
        LogChanged(person.Id, "enabled");
        await Audit.ChangedAsync(person, "accounts.two_factor_enabled");
    }

    private async Task ReplaceCodesAsync(AppUser person)
    {
        await ShowNewCodesAsync(person);
        await Audit.ChangedAsync(person, "accounts.recovery_codes_made");
    }

    private async Task ShowNewCodesAsync(AppUser person)
    {
        newCodes = [.. await Users.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodeCount) ?? []];
        await SignIn.RefreshSignInAsync(person);
    }

    // A key that somebody may have seen is of no use to anybody afterwards: the next set-up begins with a new one.
    private async Task DisableAsync(AppUser person, string done)
    {
        await Users.SetTwoFactorEnabledAsync(person, false);
        await Users.ResetAuthenticatorKeyAsync(person);
        await SignIn.ForgetTwoFactorClientAsync();
        await SignIn.RefreshSignInAsync(person);
        LogChanged(person.Id, "disabled");
        await Audit.ChangedAsync(person, "accounts.two_factor_disabled");
        GoTo("/account/two-factor", done);
    }

    [LoggerMessage(LogLevel.Information, "Two-factor sign-in of {UserId} was {Change}")]
    private partial void LogChanged(string userId, string change);

    private sealed class TwoFactorForm
    {
        public string? Action { get; set; }

        public string? Code { get; set; }
    }
}
