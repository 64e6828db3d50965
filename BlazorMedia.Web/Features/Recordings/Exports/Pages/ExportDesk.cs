using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Exports.Pages;

/// <summary>What the pages do with exports: asked once where something is lost, done, and said.</summary>
internal sealed class ExportDesk(ChangeExport change, Dialogs dialogs, Toasts toasts, IStringLocalizer<ExportsText> text)
{
    public Task CancelAsync(ExportDto export) => DoAsync(export, "Cancelled");

    /// <summary>False when the person thought better of it, or when it was refused and the reason was shown.</summary>
    public async Task<bool> RemoveAsync(ExportDto export) =>
        await dialogs.ConfirmAsync(text["Delete.Title", export.Name], text["Delete.Text"], text["Delete"], danger: true) && await DoAsync(export, "Deleted");

    public async Task RetryAsync(ExportDto export)
    {
        var retried = await change.RetryAsync(export.Id, CancellationToken.None);
        if (retried.IsSuccess) toasts.Success(text["Retried", export.Name]);
        else toasts.Error(text.Of(retried.Refusal));
    }

    private async Task<bool> DoAsync(ExportDto export, string done)
    {
        var changed = await change.CancelOrRemoveAsync(export.Id, CancellationToken.None);
        if (changed.IsSuccess) toasts.Success(text[done, export.Name]);
        else toasts.Error(text.Of(changed.Refusal));
        return changed.IsSuccess;
    }
}
