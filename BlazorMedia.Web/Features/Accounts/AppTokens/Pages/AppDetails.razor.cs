using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.AppTokens.Pages;

/// <summary>One app and what can be done to it.</summary>
public sealed partial class AppDetails : ComponentBase
{
    private static readonly int[] Overlaps = [0, 1, 24, 72, 168];

    private bool rotating;
    private int overlap = 24;
    private string? secret;
    private IReadOnlyList<Refusal> refused = [];
    private AppSecretDto? shown;

    [Parameter, EditorRequired] public AppTokenPairDto App { get; set; } = default!;

    [Parameter] public EventCallback OnChanged { get; set; }

    [Parameter] public EventCallback OnDeleted { get; set; }

    [Inject] internal AppTokenPairs Pairs { get; init; } = default!;

    [Inject] internal Dialogs Dialogs { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal IStringLocalizer<KeysText> Text { get; init; } = default!;

    private async Task ShowAsync() => await TakeAsync(await Pairs.ShowSecretAsync(App.Id, CancellationToken.None));

    private async Task RotateAsync()
    {
        var rotated = await Pairs.RotateAsync(App.Id, new(secret, overlap), CancellationToken.None);
        refused = rotated.Refusals;
        if (rotated.IsSuccess) (rotating, secret) = (false, null);
        await TakeAsync(rotated);
    }

    private async Task TakeAsync(Result<AppSecretDto> told)
    {
        if (told.IsSuccess) shown = told.Value;
        else if (told.Refusal.Field is null) Toasts.Error(Text.Of(told.Refusal));
        await OnChanged.InvokeAsync();
    }

    private async Task SwitchAsync()
    {
        if (App.Enabled && !await Dialogs.ConfirmAsync(Text["disable.title"], Text["disable.text", App.Name], Text["disable"], danger: true)) return;
        var changed = await Pairs.ChangeAsync(App.Id, new(null, !App.Enabled), CancellationToken.None);
        if (changed.IsSuccess) Toasts.Success(Text[changed.Value.Enabled ? "enabled" : "disabled", App.Name]);
        else Toasts.Error(Text.Of(changed.Refusal));
        await OnChanged.InvokeAsync();
    }

    private async Task DeleteAsync()
    {
        if (!await Dialogs.ConfirmAsync(Text["delete.title"], Text["delete.text", App.Name], Text["delete"], danger: true)) return;
        var deleted = await Pairs.DeleteAsync(App.Id, CancellationToken.None);
        if (deleted.IsSuccess) Toasts.Success(Text["deleted", App.Name]);
        else Toasts.Error(Text.Of(deleted.Refusal));
        await OnDeleted.InvokeAsync();
    }
}
