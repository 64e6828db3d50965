using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys.Pages;

/// <summary>Makes a key, then shows it once.</summary>
public sealed partial class KeyForm : ComponentBase
{
    private readonly KeyFormModel model = new();
    private IReadOnlyList<Refusal> refused = [];
    private CreatedKeyDto? created;

    /// <summary>The list has one more.</summary>
    [Parameter] public EventCallback OnMade { get; set; }

    /// <summary>The key was copied, or the person gave up.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject] internal CreateKey Create { get; init; } = default!;

    [Inject] internal IEnumerable<ScopeInfo> Registered { get; init; } = default!;

    [Inject] internal IServiceProvider Services { get; init; } = default!;

    [Inject] internal ViewerClock Viewer { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal IStringLocalizer<KeysText> Text { get; init; } = default!;

    private string Curl => $"curl -H 'X-API-KEY: {created!.Secret}' {Navigation.BaseUri}api/v1/{Example(created.Key.Scopes)}";

    private static string Example(IReadOnlyList<string> scopes) => KeyScopes.Cover([.. scopes], KeyScopes.ReadOf("streams")) ? "streams" : KeyScopes.NameOf(scopes[0]);

    private string? Wrong(string field) => refused.Any(r => r.Field == field) ? "true" : null;

    private async Task SaveAsync()
    {
        var made = await Create.HandleAsync(model.ToRequest(Viewer.Now, Viewer.Zone), KeyMaker.Of((await Authentication).User), CancellationToken.None);
        refused = made.Refusals;
        if (!made.IsSuccess) return;
        created = made.Value;
        await OnMade.InvokeAsync();
    }
}
