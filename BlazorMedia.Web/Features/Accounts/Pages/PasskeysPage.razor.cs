using System.Buffers.Text;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.Pages;

public sealed partial class PasskeysPage(ILogger<PasskeysPage> logger)
{
    private const int MaxPasskeys = 20;

    private AppUser? user;
    private IList<UserPasskeyInfo> passkeys = [];

    [SupplyParameterFromForm] private PasskeyForm Form { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        user = await LoadCheckedUserAsync("/account/passkeys");
        if (user is not null) passkeys = await Users.GetPasskeysAsync(user);
    }

    private async Task AddAsync()
    {
        if (user is null || ConfirmsFirst()) return;
        if (passkeys.Count >= MaxPasskeys)
        {
            Refusals = [AccountRefusals.TooManyPasskeys];
            return;
        }
        var attested = string.IsNullOrEmpty(Form.Credential) ? null : await SignIn.PerformPasskeyAttestationAsync(Form.Credential);
        if (attested is { Succeeded: true })
        {
            attested.Passkey.Name = Text["passkeys.numbered", passkeys.Count + 1];
            await Users.AddOrUpdatePasskeyAsync(user, attested.Passkey);
            LogChanged(user.Id, "added");
            await Audit.ChangedAsync(user, "accounts.passkey_added", attested.Passkey.Name);
            GoTo("/account/passkeys", "passkey_added");
            return;
        }
        Refusals = [AccountRefusals.PasskeyFailed];
    }

    private async Task ChangeAsync()
    {
        if (user is null || ConfirmsFirst()) return;
        var passkey = passkeys.FirstOrDefault(p => Base64Url.EncodeToString(p.CredentialId) == Form.Id);
        if (passkey is null) Refusals = [AccountRefusals.PasskeyNotFound];
        else if (Form.Action == "remove") await RemoveAsync(user, passkey);
        else if (Form.Name?.Trim() is { Length: > 0 and <= AccountRules.MaxPasskeyNameLength } name) await RenameAsync(user, passkey, name);
        else Refusals = [AccountRefusals.PasskeyNameInvalid];
    }

    private async Task RemoveAsync(AppUser person, UserPasskeyInfo passkey)
    {
        await Users.RemovePasskeyAsync(person, passkey.CredentialId);
        LogChanged(person.Id, "removed");
        await Audit.ChangedAsync(person, "accounts.passkey_removed", passkey.Name);
        GoTo("/account/passkeys", "passkey_removed");
    }

    private async Task RenameAsync(AppUser person, UserPasskeyInfo passkey, string name)
    {
        passkey.Name = name;
        await Users.AddOrUpdatePasskeyAsync(person, passkey);
        GoTo("/account/passkeys", "passkey_renamed");
    }

    [LoggerMessage(LogLevel.Information, "A passkey of {UserId} was {Change}")]
    private partial void LogChanged(string userId, string change);

    private sealed class PasskeyForm
    {
        public string? Action { get; set; }

        public string? Id { get; set; }

        public string? Name { get; set; }

        public string? Credential { get; set; }
    }
}
