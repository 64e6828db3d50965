using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Timeline;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>Everything that was recorded, as pictures or as a table; filters, order and view stand in the address.</summary>
public sealed partial class RecordingsPage : ComponentBase, IDisposable
{
    // Two full rows of three on a wide screen, eight times.
    private const int PageSize = 48;

    private const string DefaultView = RecordingViews.Timeline;

    private readonly CursorTrail trail = new();
    private readonly CancellationTokenSource leaving = new();
    private RecordingFilter filter = new(null, null, null, null, PageSize);
    private RecordingPage? page;
    private Refusal? refusal;
    private bool isTrash;
    private string view = DefaultView;
    private IDisposable? subscription;

    [Inject] internal ListRecordings List { get; init; } = default!;

    [Inject] internal RecordingsPageServices Use { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal ViewerClock Viewer { get; init; } = default!;

    [Inject] internal IStringLocalizer<TimelineText> TimelineText { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal IStringLocalizer<RecordingsText> Text { get; init; } = default!;

    // Lanes cannot be searched: whoever looks for a name wants the list alone.
    private bool IsTimeline => view == RecordingViews.Timeline && filter.Text is null;

    private bool IsOldestFirst => filter.Order == RecordingFilter.OldestFirst;

    // The lanes show today when no day is chosen.
    private string? ArchiveDay => filter.Day ?? (IsTimeline ? Viewer.ToLocal(Viewer.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);

    private bool IsFiltered => Query.Any("text", "day", "stream");

    protected override Task OnInitializedAsync()
    {
        subscription = Use.Topics.Subscribe(RecordingTopics.Recordings, () => InvokeAsync(ReloadAsync));
        Navigation.LocationChanged += OnLocationChanged;
        Viewer.Ticked += OnTick;
        ReadAddress();
        return LoadAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() => ReadAddress() ? ReloadAsync() : Task.CompletedTask);

    // The viewer's zone becomes known a moment after the page; then a day means other hours.
    private void OnTick() => _ = InvokeAsync(() => filter.Day is not null && !Viewer.Zone.Equals(filter.Zone) && ReadAddress() ? ReloadAsync() : Task.CompletedTask);

    /// <summary>True when something else is to be shown, from its first page on.</summary>
    private bool ReadAddress()
    {
        view = Query.Get("view") ?? DefaultView;
        isTrash = view == "trash";
        var wanted = new RecordingFilter(Query.Get("stream"), Query.Get("day"), Query.Get("text"), null, PageSize, isTrash, Query.Get("order")) { Zone = Viewer.Zone };
        StateHasChanged();
        if (wanted == filter) return false;
        filter = wanted;
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
        var wanted = filter with { Cursor = trail.Current };
        var result = await List.HandleAsync(wanted, leaving.Token);
        // Somebody typed on while this was read; the later answer is on its way.
        if (wanted != filter with { Cursor = trail.Current }) return;
        refusal = result.IsSuccess ? null : result.Refusal;
        page = result.IsSuccess ? result.Value with { Items = [.. result.Value.Items.Where(r => !r.IsUnfinished())] } : null;
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

    private string ListTitle() => DateOnly.TryParse(filter.Day, CultureInfo.InvariantCulture, out var day)
        ? TimelineText["Day.Of", day.ToString("D", CultureInfo.CurrentCulture)]
        : TimelineText["Day.Latest"];

    private IEnumerable<string> StreamNames() =>
        Use.Streams.All.Select(s => s.Name).Concat(filter.Stream is { } gone ? [gone] : []).Distinct();

    public void Dispose()
    {
        subscription?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
        Viewer.Ticked -= OnTick;
        leaving.Cancel();
        leaving.Dispose();
    }
}
