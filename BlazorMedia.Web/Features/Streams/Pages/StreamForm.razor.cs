using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>The settings of a new or a saved stream. A field is judged when it is left; everything is judged by saving.</summary>
public sealed partial class StreamForm : ComponentBase
{
    private static readonly string[] Fields = ["source", "name", "displayName", "groupName", "order", "preRollSeconds", "fileSeconds", "notes"];

    private readonly HashSet<string> touched = [];
    private StreamFormModel model = new();
    private List<Refusal> refused = [];

    /// <summary>Null: a new stream.</summary>
    [Parameter] public string? StreamName { get; set; }

    /// <summary>Told the saved name.</summary>
    [Parameter] public EventCallback<string> OnSaved { get; set; }

    [Inject] internal LiveStreams Streams { get; init; } = default!;

    [Inject] internal SaveStream Save { get; init; } = default!;

    [Inject] internal IStringLocalizer<StreamsText> Text { get; init; } = default!;

    private IReadOnlyList<Refusal> Shown => [.. model.Check().Where(r => touched.Contains(r.Field!)), .. refused];

    protected override void OnInitialized() => Load();

    private void Load() => model = StreamName is not null && Streams.Find(StreamName) is { } stream ? new(stream.Path) : new();

    private void Touch(string field)
    {
        if (field == "source") model.KeepSource();
        touched.Add(field);
        refused.RemoveAll(r => r.Field == field);
    }

    private string? Wrong(string field) => Shown.Any(r => r.Field == field) ? "true" : null;

    // Half of a masked address would be saved as it stands; whoever writes here writes the whole.
    private void ForgetMask()
    {
        if (StreamName is not null && model.NewSource is null && model.Source!.Contains("***", StringComparison.Ordinal)) model.Source = "";
    }

    private async Task SaveAsync()
    {
        refused = [];
        touched.UnionWith(Fields);
        if (Shown.Count > 0) return;
        var request = model.ToRequest();
        var saved = StreamName is null
            ? await Save.CreateAsync(request, CancellationToken.None)
            : await Save.UpdateAsync(StreamName, request, CancellationToken.None);
        if (!saved.IsSuccess)
        {
            refused = [.. saved.Refusals];
            return;
        }
        touched.Clear();
        await OnSaved.InvokeAsync(saved.Value.Name);
    }
}
