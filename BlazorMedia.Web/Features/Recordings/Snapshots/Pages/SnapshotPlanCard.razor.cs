using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Snapshots.Pages;

/// <summary>How the pictures of one stream are taken, with a picture of now in the looks that are chosen.</summary>
public sealed partial class SnapshotPlanCard : ComponentBase
{
    private static readonly Slider[] Sliders =
    [
        new("Brightness", p => p.Brightness, (p, value) => p.Brightness = value),
        new("Contrast", p => p.Contrast, (p, value) => p.Contrast = value),
        new("Saturation", p => p.Saturation, (p, value) => p.Saturation = value),
    ];

    private SnapshotPlan? draft;
    private Guid shown;
    private IReadOnlyList<Refusal> refused = [];

    [Parameter, EditorRequired] public Guid StreamId { get; set; }

    [Inject] internal LiveStreams Streams { get; init; } = default!;

    [Inject] internal SaveSnapshotPlan Plans { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal IStringLocalizer<SnapshotsText> Text { get; init; } = default!;

    private IReadOnlyList<Refusal> Mistakes => [.. draft?.Check() ?? [], .. refused];

    protected override async Task OnParametersSetAsync()
    {
        if (shown == StreamId || Streams.Find(StreamId) is not { } stream) return;
        shown = StreamId;
        var plan = new SnapshotPlan();
        if (await Plans.FindAsync(stream.Name, CancellationToken.None) is { IsSuccess: true } found) found.Value.Over(plan);
        draft = plan;
    }

    private async Task SaveAsync()
    {
        if (draft is null || Streams.Find(StreamId) is not { } stream) return;
        var saved = await Plans.HandleAsync(stream.Name, SnapshotPlanDto.From(draft), CancellationToken.None);
        refused = saved.Refusals;
        if (saved.IsSuccess) Toasts.Success(draft.Enabled ? Text["Plan.SavedOn", draft.IntervalSeconds, draft.KeepDays] : Text["Plan.SavedOff"]);
    }

    private string? Wrong(string field) => Mistakes.Any(r => r.Field == field) ? "true" : null;

    // What cannot be drawn yet keeps the picture away, not the form.
    private string? PreviewUrl(LiveStream stream)
    {
        if (draft is null || stream.Status.State != StreamState.Live || !draft.Look().IsSuccess) return null;
        var crop = draft.Crop is { Length: > 0 } given ? $"&crop={Uri.EscapeDataString(given)}" : "";
        return FormattableString.Invariant($"/live/{stream.Id}/still.jpg?w=480&q={draft.Quality}&brightness={draft.Brightness}&contrast={draft.Contrast}&saturation={draft.Saturation}{crop}");
    }

    private sealed record Slider(string Name, Func<SnapshotPlan, int> Get, Action<SnapshotPlan, int> Set);
}
