using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>A part of a page that reads anew whenever a check found something else.</summary>
public abstract class HealthView() : LiveView(HealthLedger.Topic)
{
    [Inject] internal ListHealth List { get; init; } = default!;

    [Inject] internal HealthWords Words { get; init; } = default!;

    /// <summary>Null before the first reading.</summary>
    private protected IReadOnlyList<HealthRow>? Rows { get; private set; }

    protected override async Task LoadAsync(CancellationToken ct) => Rows = await List.ListAsync(ct);
}
