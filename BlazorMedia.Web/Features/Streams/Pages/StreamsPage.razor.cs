using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>Every stream, as tiles or as a table; what is chosen stands in the address.</summary>
public sealed partial class StreamsPage : ComponentBase, IDisposable
{
    private IReadOnlyList<LiveStream> all = [];
    private IReadOnlyList<LiveStream> shown = [];
    private IReadOnlyList<string> groups = [];
    private StreamFilter filter = new(null, null, null);
    private StreamOrder order = new(null, false);
    private bool isTable;
    private IDisposable? subscription;

    [Inject] internal LiveStreams Streams { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal IStringLocalizer<StreamsText> Text { get; init; } = default!;

    protected override void OnInitialized()
    {
        Read();
        subscription = Topics.Subscribe(LiveStreams.ListTopic, RedrawAsync);
        Navigation.LocationChanged += OnLocationChanged;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = RedrawAsync();

    private Task RedrawAsync() => InvokeAsync(() =>
    {
        Read();
        StateHasChanged();
    });

    private void Read()
    {
        filter = new(Query.Get("q"), Query.Get("group"), Query.Get("state"));
        order = StreamOrder.Parse(Query.Get("sort"), Query.Get("order"));
        isTable = Query.Get("view") == "table";
        all = Streams.All;
        groups = [.. all.Select(s => s.Path.GroupName).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.CurrentCulture)];
        shown = [.. filter.Of(all)];
    }

    private void Clear() => Query.Clear("q", "group", "state");

    public void Dispose()
    {
        subscription?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
    }
}
