using System.Globalization;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>Who did what, newest first; filters and the open line stand in the address.</summary>
public sealed partial class AuditPage : ComponentBase, IDisposable
{
    private static readonly string[] Names = ["who", "action", "text", "from", "to", "refused"];

    private readonly CursorTrail trail = new();
    private readonly CancellationTokenSource leaving = new();
    private IReadOnlyList<(string Action, string Words)> actions = [];
    private AuditFilter filter = new();
    private AuditPageDto? page;
    private AuditDto? open;
    private string? fault;
    private IDisposable? subscription;

    [Inject] internal ListAudit List { get; init; } = default!;

    [Inject] internal ActionWords Words { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal ViewerClock Viewer { get; init; } = default!;

    [Inject] internal IStringLocalizer<AuditText> Text { get; init; } = default!;

    private bool IsFiltered => Query.Any(Names);

    protected override async Task OnInitializedAsync()
    {
        actions = Words.All();
        // Somebody who reads further back is left where they are.
        subscription = Topics.Subscribe(AuditTrail.Topic, () => InvokeAsync(() => trail.Current is null ? ReloadAsync() : Task.CompletedTask));
        Navigation.LocationChanged += OnLocationChanged;
        ReadAddress();
        await LoadAsync();
        await OpenAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        if (ReadAddress()) await LoadAsync();
        await OpenAsync();
        StateHasChanged();
    });

    /// <summary>True when other lines are to be shown, from the first page on.</summary>
    private bool ReadAddress()
    {
        var wanted = new AuditFilter(
            Query.Get("who"), Query.Get("action"), Query.Get("text"), Midnight(Query.Get("from"), 0), Midnight(Query.Get("to"), 1), Query.Get("refused") == "true");
        if (wanted == filter) return false;
        filter = wanted;
        trail.Reset();
        return true;
    }

    // The last day is meant whole.
    private DateTimeOffset? Midnight(string? day, int daysLater)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 1970 or > 9000) return null;
        var midnight = date.AddDays(daysLater).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Viewer.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private Task StartAgainAsync()
    {
        trail.Reset();
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (leaving.IsCancellationRequested) return;
        var (wanted, at) = (filter, trail.Current);
        var result = await List.HandleAsync(wanted, at, ListAudit.DefaultLimit, leaving.Token);
        // Somebody typed on while this was read; the later answer is on its way.
        if (wanted != filter || at != trail.Current) return;
        (page, fault) = result.IsSuccess ? (result.Value, (string?)null) : (null, Text.Of(result.Refusal));
    }

    private async Task OpenAsync()
    {
        if (!Guid.TryParse(Query.Get("id"), out var id)) open = null;
        else if (open?.Id != id) open = page?.Items.FirstOrDefault(e => e.Id == id) ?? await List.FindAsync(id, leaving.Token);
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

    private string ExportHref(string format) => QueryHelpers.AddQueryString("/api/v1/audit/export", new Dictionary<string, string?>
    {
        ["format"] = format,
        ["who"] = filter.Who,
        ["action"] = filter.Action,
        ["text"] = filter.Text,
        ["from"] = filter.From?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["to"] = filter.To?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["refused"] = filter.Refused ? "true" : null,
    });

    private string NameOf(AuditDto line) => line.ActorKind is ActorKind.System or ActorKind.Nobody ? Text[$"kind.{line.ActorKind}"] : line.ActorName;

    private static string IconOf(ActorKind kind) => kind switch
    {
        ActorKind.Key or ActorKind.AppToken => "key",
        ActorKind.System => "dns",
        ActorKind.Console => "terminal",
        ActorKind.Person or ActorKind.Nobody => "person",
    };

    public void Dispose()
    {
        subscription?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
        leaving.Cancel();
        leaving.Dispose();
    }
}
