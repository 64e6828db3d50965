using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Accounts.Invitations;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>One person: what they are called, what they may do, and how they get in.</summary>
public sealed partial class UserPanel : ComponentBase
{
    private UserDto? shown;
    private string? email;
    private string? name;
    private string? role;
    private bool passkeysToo;
    private bool saving;
    private IReadOnlyList<Refusal> refusals = [];

    /// <summary>Give it its id as key.</summary>
    [Parameter, EditorRequired] public UserDto User { get; set; } = default!;

    /// <summary>A link that was just made, which can be shown only now.</summary>
    [Parameter] public IssuedLink? Link { get; set; }

    [Parameter] public EventCallback<IssuedLink?> LinkIssued { get; set; }

    [Parameter] public EventCallback Changed { get; set; }

    [Parameter] public EventCallback Removed { get; set; }

    [Inject] internal UserActions Actions { get; init; } = default!;

    [Inject] internal Dialogs Dialogs { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal IStringLocalizer<UsersText> Text { get; init; } = default!;

    // Somebody else may change this person meanwhile: fields that were not touched follow, and only those that were are sent.
    protected override void OnParametersSet()
    {
        if (shown is null || IsUntouched(shown)) (email, name, role) = (User.Email, User.DisplayName, User.Role);
        shown = User;
    }

    private bool IsUntouched(UserDto before) => email == before.Email && (name ?? "") == (before.DisplayName ?? "") && role == before.Role;

    private async Task SaveAsync()
    {
        if (saving || (role is not null && role != User.Role && !await AskRoleAsync(role))) return;
        saving = true;
        var change = new UserChangeRequest(email == User.Email ? null : email ?? "", (name ?? "") == (User.DisplayName ?? "") ? null : name ?? "", role == User.Role ? null : role, null);
        var saved = await Actions.EditAsync(User.Id, change, CancellationToken.None);
        (refusals, saving) = (saved.Refusals, false);
        if (saved.IsSuccess) await DoneAsync(Text["saved", saved.Value.Name]);
    }

    private Task<bool> AskRoleAsync(string next) =>
        Dialogs.ConfirmAsync(Text["role.change"], Text["role.change.text", User.Name, Text[$"role.{next}"].Value], Text["role.change.confirm"]);

    private async Task IssueAsync()
    {
        var issued = await Actions.IssueLinkAsync(User.Id, CancellationToken.None);
        await LinkIssued.InvokeAsync(issued.IsSuccess ? issued.Value : null);
        if (issued.IsSuccess) await Changed.InvokeAsync();
        else Toasts.Error(Text.Of(issued.Refusal));
    }

    private async Task WithdrawAsync()
    {
        await LinkIssued.InvokeAsync(null);
        await TellAsync(await Actions.RevokeLinkAsync(User.Id, CancellationToken.None), Text["withdrawn"]);
    }

    private async Task EndSessionsAsync()
    {
        if (!await Dialogs.ConfirmAsync(Text["sign_outs"], Text["sign_outs.text", User.Name], Text["sign_outs"])) return;
        await TellAsync(await Actions.EndSessionsAsync(User.Id, CancellationToken.None), Text["sign_outs.done", User.Name]);
    }

    private async Task ResetAsync()
    {
        if (!await Dialogs.ConfirmAsync(Text["totp"], Text["totp.text", User.Name], Text["totp.confirm"], danger: true)) return;
        await TellAsync(await Actions.ResetSecondFactorAsync(User.Id, passkeysToo, CancellationToken.None), Text["totp.done", User.Name]);
    }

    private async Task DisableAsync()
    {
        if (!await Dialogs.ConfirmAsync(Text["disable"], Text["disable.text", User.Name], Text["disable"], danger: true)) return;
        await TellAsync(await Actions.EditAsync(User.Id, new(null, null, null, Disabled: true), CancellationToken.None), Text["disable.done", User.Name]);
    }

    private async Task EnableAsync() =>
        await TellAsync(await Actions.EditAsync(User.Id, new(null, null, null, Disabled: false), CancellationToken.None), Text["enable.done", User.Name]);

    private async Task DeleteAsync()
    {
        if (!await Dialogs.ConfirmAsync(Text["delete.title", User.Name], Text["delete.text"], Text["delete.confirm"], danger: true)) return;
        var deleted = await Actions.DeleteAsync(User.Id, CancellationToken.None);
        if (deleted.IsSuccess) await Removed.InvokeAsync();
        await TellAsync(deleted, Text["delete.done", User.Name]);
    }

    private Task TellAsync(Result<UserDto> result, string done)
    {
        if (result.IsSuccess) return DoneAsync(done);
        Toasts.Error(Text.Of(result.Refusal));
        return Task.CompletedTask;
    }

    private Task DoneAsync(string sentence)
    {
        refusals = [];
        Toasts.Success(sentence);
        return Changed.InvokeAsync();
    }
}
