using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>Deleting from a page: asked once, done, said, and taken back by one click.</summary>
internal sealed class RecordingTrash(DeleteRecording delete, RestoreRecording restore, Dialogs dialogs, Toasts toasts, IStringLocalizer<RecordingsText> text)
{
    /// <summary>False when the person thought better of it, or when it was refused and the reason was shown.</summary>
    public async Task<bool> DeleteAsync(RecordingDto recording, CancellationToken ct)
    {
        if (!await dialogs.ConfirmAsync(text["Delete.Title", recording.Name], text["Delete.Text"], text["Delete"], danger: true)) return false;
        var deleted = await delete.HandleAsync(recording.Id, ct);
        if (deleted.IsSuccess) toasts.Undo(text["Deleted", recording.Name], () => RestoreAsync(recording.Id, CancellationToken.None));
        else toasts.Error(text.Of(deleted.Refusal));
        return deleted.IsSuccess;
    }

    public async Task RestoreAsync(Guid id, CancellationToken ct)
    {
        var restored = await restore.HandleAsync(id, ct);
        if (restored.IsSuccess) toasts.Success(text["Restored", restored.Value.Name]);
        else toasts.Error(text.Of(restored.Refusal));
    }
}
