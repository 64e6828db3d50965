using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Webhooks.Catalog;
using BlazorMedia.Web.Features.Webhooks.Log;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Features.Webhooks.Pages;

/// <summary>Every delivery, the newest first; filters and the open one stand in the address.</summary>
public sealed partial class DeliveriesPage
{
    private readonly CursorTrail trail = new();
    private IReadOnlyList<EndpointDto> endpoints = [];
    private DeliveryFilter? shown;
    private DeliveryPage? page;
    private Refusal? refusal;

    [Inject] internal ListDeliveries List { get; init; } = default!;

    [Inject] internal ListEndpoints Endpoints { get; init; } = default!;

    [Inject] internal EventCatalog Catalog { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    /// <summary>The delivery that the drawer shows.</summary>
    [SupplyParameterFromQuery] private Guid? Id { get; set; }

    [SupplyParameterFromQuery] private string? Endpoint { get; set; }

    [SupplyParameterFromQuery] private string? Type { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [SupplyParameterFromQuery] private string? From { get; set; }

    [SupplyParameterFromQuery] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "text")] private string? Search { get; set; }

    [SupplyParameterFromQuery] private string? Replay { get; set; }

    private bool IsFiltered => Query.Any("endpoint", "type", "state", "from", "to", "text");

    private DeliveryFilter Wanted => new(Endpoint, Type, State, From, To, Search);

    protected override async Task OnParametersSetAsync()
    {
        // The first reading is the base's; opening the drawer changes nothing of the list.
        if (shown is not null && shown != Wanted) await ReloadAsync();
    }

    protected override async Task LoadAsync(CancellationToken ct)
    {
        var wanted = Wanted;
        if (shown != wanted)
        {
            shown = wanted;
            trail.Reset();
        }
        var asked = wanted with { Cursor = trail.Current };
        endpoints = await Endpoints.HandleAsync(ct);
        var listed = await List.HandleAsync(asked, ct);
        // Somebody went on while this was read; the later answer is on its way.
        if (asked != Wanted with { Cursor = trail.Current }) return;
        refusal = listed.IsSuccess ? null : listed.Refusal;
        page = listed.IsSuccess ? listed.Value : null;
    }

    private Task NextAsync()
    {
        trail.Forward(page?.NextCursor);
        return ReloadAsync();
    }

    private Task PreviousAsync()
    {
        trail.Back();
        return ReloadAsync();
    }

    private static DateTimeOffset? Instant(string? text) => text is null ? null : DeliveryFilter.Instant(text);

    private static string? Written(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
