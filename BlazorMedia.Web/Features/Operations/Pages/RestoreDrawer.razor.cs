using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Operations.Restore;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Features.Operations.Pages;

/// <summary>The dry run of a restore, and the restore itself.</summary>
public sealed partial class RestoreDrawer
{
    private RestorePreview? preview;
    private Refusal? refusal;
    private string? looked;

    /// <summary>Of the backup; null = closed.</summary>
    [Parameter] public string? Name { get; set; }

    [Inject] internal ViewerClock Viewer { get; init; } = default!;

    private string Moment => Format.Moment(Viewer.ToLocal(preview!.Manifest.CreatedAt), Viewer.ToLocal(Viewer.Now));

    private string KeyWords => preview!.KeyRing switch
    {
        KeyRingFate.Same => Text["restore.keys.same"],
        KeyRingFate.Restored => Text["restore.keys.restored"],
        KeyRingFate.Lost => Text["restore.keys.lost"],
    };

    protected override async Task OnParametersSetAsync()
    {
        if (Name == looked) return;
        (looked, preview, refusal) = (Name, null, null);
        if (Name is null) return;
        var file = Folder.Find(Name);
        if (!file.IsSuccess)
        {
            refusal = file.Refusal;
            return;
        }
        var found = await Preview.RunAsync(file.Value, CancellationToken.None);
        if (found.IsSuccess) preview = found.Value;
        else refusal = found.Refusal;
    }

    private async Task RestoreAsync()
    {
        if (!await Dialogs.ConfirmAsync(Text["restore.confirm.title"], Text["restore.confirm.text", Moment], Text["restore.confirm"], danger: true)) return;
        var restored = await Restore.RunAsync(Name!, CancellationToken.None);
        if (!restored.IsSuccess)
        {
            Toasts.Error(Text.Of(restored.Refusal));
            return;
        }
        Toasts.Success(Text["restore.begun"]);
        // Closed, so that the page does not come back with the question that was just answered.
        Query.Set("restore", null);
    }
}
