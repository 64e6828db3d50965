using System.Security.Claims;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>One stream: its picture, how it is, what was recorded of it, its settings.</summary>
public sealed partial class StreamPage : ComponentBase, IDisposable
{
    private LiveStream? stream;
    private Dictionary<string, object?> parameters = [];
    private IReadOnlyList<PageTab> tabs = [];
    private PageTab? tab;
    private IDisposable? subscription;

    [Parameter] public string? Name { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject] internal StreamPageServices Use { get; init; } = default!;

    [Inject] internal IAuthorizationService Authorization { get; init; } = default!;

    [Inject] internal PageTabs Tabs { get; init; } = default!;

    [Inject] internal IServiceProvider Services { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal IStringLocalizer<StreamsText> Text { get; init; } = default!;

    protected override async Task OnInitializedAsync()
    {
        subscription = Use.Topics.Subscribe(LiveStreams.ListTopic, RedrawAsync);
        Navigation.LocationChanged += OnLocationChanged;
        tabs = await TabsForAsync((await Person).User);
        Read();
    }

    protected override void OnParametersSet() => Read();

    // Settings of others' cameras are none of a viewer's business.
    private async Task<IReadOnlyList<PageTab>> TabsForAsync(ClaimsPrincipal person)
    {
        var allowed = new List<PageTab>();
        foreach (var one in Tabs.Of(PagePlaces.StreamTabs))
            if ((await Authorization.AuthorizeAsync(person, one.Policy)).Succeeded) allowed.Add(one);
        return allowed;
    }

    private void Read()
    {
        stream = Name is null ? null : Use.Streams.Find(Name);
        if (stream is not null && !parameters.ContainsValue(stream.Id)) parameters = new() { ["StreamId"] = stream.Id };
        tab = tabs.FirstOrDefault(t => t.Key == Query.Get("tab")) ?? (tabs.Count > 0 ? tabs[0] : null);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = RedrawAsync();

    private Task RedrawAsync() => InvokeAsync(() =>
    {
        Read();
        StateHasChanged();
    });

    private async Task DeleteAsync()
    {
        if (stream is null) return;
        var title = stream.Path.Title;
        if (!await Use.Dialogs.ConfirmAsync(Text["Delete.Title", title], Text["Delete.Text"], Text["Delete"], danger: true)) return;
        var deleted = await Use.Delete.HandleAsync(stream.Name, CancellationToken.None);
        if (!deleted.IsSuccess)
        {
            Use.Toasts.Error(Text.Of(deleted.Refusal));
            return;
        }
        Use.Toasts.Success(Text["Deleted", title]);
        Navigation.NavigateTo("/streams");
    }

    public void Dispose()
    {
        subscription?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
    }
}
