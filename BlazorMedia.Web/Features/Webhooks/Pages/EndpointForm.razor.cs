using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Webhooks.Pages;

/// <summary>A new or a saved endpoint. A field is judged when it is left; everything, the address by the guard too, is judged by saving.</summary>
public sealed partial class EndpointForm : ComponentBase
{
    private static readonly string[] Profiles = ["standard", "hex", "both"];
    private static readonly string[] Fields = ["url", "name", "ratePerSecond", "concurrency"];

    private readonly HashSet<string> touched = [];
    private EndpointFormModel model = new(null);
    private List<Refusal> refused = [];
    private bool isSubmitted;

    /// <summary>Null: a new one.</summary>
    [Parameter] public EndpointDto? Endpoint { get; set; }

    /// <summary>Told the saved one, with its secret when that is new.</summary>
    [Parameter] public EventCallback<EndpointWithSecret> OnSaved { get; set; }

    [Parameter] public EventCallback OnCancel { get; set; }

    [Inject] internal SaveEndpoint Save { get; init; } = default!;

    [Inject] internal IStringLocalizer<WebhooksText> Text { get; init; } = default!;

    private IReadOnlyList<Refusal> Shown => [.. model.FindMistakes().Where(r => touched.Contains(r.Field!)), .. refused];

    // Once: a redraw by somebody else's change must not take away what is being written.
    protected override void OnInitialized() => model = new(Endpoint);

    private void Touch(string field)
    {
        touched.Add(field);
        refused.RemoveAll(r => r.Field == field);
    }

    private string? Wrong(string field) => Shown.Any(r => r.Field == field) ? "true" : null;

    private async Task SaveAsync()
    {
        (refused, isSubmitted) = ([], true);
        touched.UnionWith(Fields);
        if (Shown.Count > 0 || model.ChoosesNothing) return;
        var saved = await SaveModelAsync();
        refused = [.. saved.Refusals];
        if (saved.IsSuccess) await OnSaved.InvokeAsync(saved.Value);
    }

    private async Task<Result<EndpointWithSecret>> SaveModelAsync()
    {
        if (Endpoint is null) return await Save.CreateAsync(model.ToRequest(), CancellationToken.None);
        var changed = await Save.UpdateAsync(Endpoint.Id, model.ToRequest(), CancellationToken.None);
        return changed.IsSuccess ? new EndpointWithSecret(changed.Value, null) : changed.Refusals.ToList();
    }
}
