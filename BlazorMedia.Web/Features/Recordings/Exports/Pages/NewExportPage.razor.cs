using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Exports.Pages;

/// <summary>Asks for an export. The address fills it in: <c>?recording=&amp;from=&amp;until=</c> in milliseconds, <c>?stream=&amp;from=&amp;until=</c> in UTC, or <c>?recordings=</c> with ids of whole files.</summary>
public sealed partial class NewExportPage : ComponentBase, IDisposable
{
    private const int MostRecordings = 200;

    private bool isMissing;
    private ExportForm? form;
    private ExportWish? wish;
    private long? bytes;
    private bool wasTried;
    private IReadOnlyList<Refusal> refusals = [];

    [Inject] internal ExportFormServices Use { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal ViewerClock Viewer { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal IStringLocalizer<ExportsText> Text { get; init; } = default!;

    [Inject] internal IStringLocalizer<RecordingsText> Texts { get; init; } = default!;

    // Before the first try, what is empty is not wrong yet.
    private IReadOnlyList<Refusal> Shown => wasTried ? refusals : [.. refusals.Where(r => r != ExportRefusals.RangeMissing && r != ExportRefusals.StreamMissing && r != ExportRefusals.SourceMissing)];

    protected override async Task OnInitializedAsync()
    {
        var wanted = (Query.Get("recordings") ?? Query.Get("recording"))?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostRecordings).ToList() ?? [];
        var recordings = new List<RecordingDto>();
        foreach (var text in wanted)
            if (Guid.TryParse(text, out var id) && await Use.Find.HandleAsync(id, CancellationToken.None) is { IsSuccess: true } found) recordings.Add(found.Value.Recording);
        if (isMissing = recordings.Count < wanted.Count) return;
        form = Query.Get("recordings") is not null && recordings.Count > 0 ? ExportForm.OfWhole([.. recordings.OrderBy(r => r.StartedAt)]) : ExportForm.Of(Query, recordings.FirstOrDefault(), Viewer);
        Viewer.Ticked += OnZone;
        await LookAsync();
    }

    private void OnZone() => _ = InvokeAsync(() =>
    {
        form!.Write(Viewer);
        StateHasChanged();
    });

    public void Dispose() => Viewer.Ticked -= OnZone;

    private async Task LookAsync()
    {
        var request = form!.ToRequest(Viewer);
        var looked = request.IsSuccess ? await Use.Sources.FindAsync(request.Value, CancellationToken.None) : request.Refusals.ToList();
        (wish, refusals) = (looked.IsSuccess ? looked.Value : null, looked.Refusals);
        bytes = wish is null ? null : await Use.SizeOfAsync(wish, CancellationToken.None);
    }

    private async Task MakeAsync()
    {
        wasTried = true;
        var request = form!.ToRequest(Viewer);
        var made = request.IsSuccess ? await Use.Create.HandleAsync(request.Value, Viewer.Now, CancellationToken.None) : request.Refusals.ToList();
        refusals = made.Refusals;
        if (made.IsSuccess) Navigation.NavigateTo(ExportPages.Href(made.Value.Id));
    }
}
