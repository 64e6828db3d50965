using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Webhooks.Catalog;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using BlazorMedia.Web.Features.Webhooks.Log;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Webhooks.Pages;

/// <summary>Asks which events to send again and says how many that would be; only then it can be done, and any change asks for a new count.</summary>
public sealed partial class ReplayForm : ComponentBase
{
    private IReadOnlyList<Refusal> refusals = [];
    private ReplayCount? count;
    private ReplayFilter? counted;
    private DateTimeOffset? from;
    private DateTimeOffset? to;
    private string? endpoint;
    private string? type;
    private string state = "failed";
    private bool missed;

    [Parameter, EditorRequired] public IReadOnlyList<EndpointDto> Endpoints { get; set; } = [];

    /// <summary>What the list was filtered by when this was opened.</summary>
    [Parameter] public string? EndpointId { get; set; }

    [Parameter] public string? Type { get; set; }

    [Parameter] public DateTimeOffset? From { get; set; }

    [Parameter] public DateTimeOffset? To { get; set; }

    [Parameter] public EventCallback OnDone { get; set; }

    [Inject] internal ReplayDeliveries Replay { get; init; } = default!;

    [Inject] internal EventCatalog Catalog { get; init; } = default!;

    [Inject] internal ViewerClock Viewer { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal IStringLocalizer<WebhooksText> Text { get; init; } = default!;

    protected override void OnInitialized() =>
        (endpoint, type, from, to) = (EndpointId ?? (Endpoints.Count == 1 ? Endpoints[0].Id.ToString() : null), Type, From ?? Viewer.Now.AddDays(-1), To);

    private void Forget() => count = null;

    private void Forget(DateTimeOffset? _) => Forget();

    private async Task CountAsync()
    {
        var request = new ReplayRequest(Guid.TryParse(endpoint, out var id) ? id : null, from, to, type, state, missed, DryRun: true);
        var read = request.Read(Viewer.Now);
        // What is counted is what will be done, also when time passes in between and no end was given.
        counted = read.IsSuccess ? read.Value : null;
        var result = counted is null ? read.Refusals.ToList() : await Replay.CountAsync(counted, CancellationToken.None);
        (count, refusals) = (result.IsSuccess ? result.Value : null, result.Refusals);
    }

    private async Task ReplayAsync()
    {
        if (counted is null) return;
        var done = await Replay.HandleAsync(counted, CancellationToken.None);
        (count, refusals) = (null, done.Refusals);
        if (!done.IsSuccess) return;
        Toasts.Success(Text["replay.done", done.Value.Total]);
        await OnDone.InvokeAsync();
    }
}
