using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Snapshots.Pages;

/// <summary>Every kept picture; filters stand in the address.</summary>
public sealed partial class SnapshotsPage : ComponentBase, IDisposable
{
    private const int PageSize = 48;

    private readonly CursorTrail trail = new();
    private readonly CancellationTokenSource leaving = new();
    private SnapshotQuery query = new();
    private TimeZoneInfo? zone;
    private SnapshotPage? page;
    private Refusal? refusal;
    private IDisposable? subscription;

    [Inject] internal ListSnapshots List { get; init; } = default!;

    [Inject] internal SnapshotsPageServices Use { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal ViewerClock Viewer { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal IStringLocalizer<SnapshotsText> Text { get; init; } = default!;

    private bool IsFiltered => Query.Any("stream", "day", "kind");

    protected override Task OnInitializedAsync()
    {
        subscription = Use.Topics.Subscribe(SnapshotShelf.Topic, () => InvokeAsync(ReloadAsync));
        Navigation.LocationChanged += OnLocationChanged;
        Viewer.Ticked += OnTick;
        ReadAddress();
        return LoadAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() => ReadAddress() ? ReloadAsync() : Task.CompletedTask);

    // The viewer's zone becomes known a moment after the page; then a day means other hours.
    private void OnTick() => _ = InvokeAsync(() => query.Day is not null && !Viewer.Zone.Equals(zone) ? ReloadAsync() : Task.CompletedTask);

    /// <summary>True when something else is to be shown, from its first page on.</summary>
    private bool ReadAddress()
    {
        var wanted = new SnapshotQuery(Query.Get("stream"), Query.Get("day"), Query.Get("kind"), null, PageSize.ToString(CultureInfo.InvariantCulture));
        StateHasChanged();
        if (wanted == query) return false;
        query = wanted;
        trail.Reset();
        return true;
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        if (leaving.IsCancellationRequested) return;
        var wanted = query with { Cursor = trail.Current };
        zone = Viewer.Zone;
        var result = await List.HandleAsync(wanted, leaving.Token, Viewer.Zone);
        // Somebody chose something else while this was read; the later answer is on its way.
        if (wanted != query with { Cursor = trail.Current }) return;
        refusal = result.IsSuccess ? null : result.Refusal;
        page = result.IsSuccess ? result.Value : null;
    }

    private Task NextAsync()
    {
        trail.Forward(page?.NextCursor);
        return LoadAsync();
    }

    private Task PreviousAsync()
    {
        trail.Back();
        return LoadAsync();
    }

    private async Task DeleteAsync(SnapshotDto snapshot)
    {
        if (!await Use.Dialogs.ConfirmAsync(Text["Delete.Title", snapshot.Name], Text["Delete.Text"], Text["Delete"], danger: true)) return;
        var deleted = await Use.Delete.HandleAsync(snapshot.Id, CancellationToken.None);
        if (deleted.IsSuccess) Use.Toasts.Success(Text["Deleted", snapshot.Name]);
        else Use.Toasts.Error(Text.Of(deleted.Refusal));
    }

    private IEnumerable<string> StreamNames() => Use.Streams.All.Select(s => s.Name).Concat(query.Stream is { } gone ? [gone] : []).Distinct();

    public void Dispose()
    {
        subscription?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
        Viewer.Ticked -= OnTick;
        leaving.Cancel();
        leaving.Dispose();
    }
}
