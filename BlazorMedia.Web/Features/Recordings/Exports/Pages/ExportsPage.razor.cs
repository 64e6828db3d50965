using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Exports.Pages;

/// <summary>Everything that was exported or is being made, newest first.</summary>
public sealed partial class ExportsPage() : LiveView(RecordingTopics.Exports)
{
    private const int PageSize = 50;

    private readonly CursorTrail trail = new();
    private ExportPage? page;
    private Refusal? refusal;

    [Inject] internal ListExports List { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal IStringLocalizer<ExportsText> Text { get; init; } = default!;

    [Inject] internal IStringLocalizer<RecordingsText> RecordingWords { get; init; } = default!;

    private string? State => Query.Get("state");

    protected override async Task OnInitializedAsync()
    {
        Query.Changed += OnAddressChanged;
        await base.OnInitializedAsync();
    }

    protected override async Task LoadAsync(CancellationToken ct)
    {
        var listed = await List.HandleAsync(trail.Current, PageSize, State, ct);
        refusal = listed.IsSuccess ? null : listed.Refusal;
        page = listed.IsSuccess ? listed.Value : null;
    }

    protected override void Dispose(bool disposing)
    {
        Query.Changed -= OnAddressChanged;
        base.Dispose(disposing);
    }

    private void OnAddressChanged() => _ = InvokeAsync(() =>
    {
        trail.Reset();
        return ReloadAsync();
    });

    private Task FilterAsync(string? state)
    {
        Query.Set("state", state);
        trail.Reset();
        return ReloadAsync();
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
}
