using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Exports.Pages;

/// <summary>One export: its film or its progress, what it is made of, and the link for others.</summary>
public sealed partial class ExportDetailPage() : LiveView(RecordingTopics.Exports)
{
    private ExportDetailDto? detail;
    private bool isMissing;

    [Parameter] public Guid Id { get; set; }

    [Inject] internal ListExports List { get; init; } = default!;

    [Inject] internal ExportDesk Desk { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal IStringLocalizer<ExportsText> Text { get; init; } = default!;

    protected override async Task LoadAsync(CancellationToken ct)
    {
        var found = await List.FindAsync(Id, ct);
        (isMissing, detail) = (!found.IsSuccess, found.IsSuccess ? found.Value : null);
    }

    private async Task RemoveAsync()
    {
        if (detail is not null && await Desk.RemoveAsync(detail.Export)) Navigation.NavigateTo(ExportPages.List);
    }
}
