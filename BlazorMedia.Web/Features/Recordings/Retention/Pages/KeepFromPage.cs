using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Retention.Pages;

/// <summary>Stars, locks and deletes from a page, one recording or many: done, said, and asked first where something is lost.</summary>
internal sealed class KeepFromPage(KeepRecording keep, DeleteRecording delete, Dialogs dialogs, Toasts toasts, IStringLocalizer<RetentionText> text)
{
    public async Task FavourAsync(RecordingDto recording, bool isFavourite)
    {
        var changed = await keep.FavourAsync(recording.Id, isFavourite, CancellationToken.None);
        Say(changed, text[isFavourite ? "favoured" : "unfavoured", recording.Name]);
    }

    public async Task LockAsync(RecordingDto recording, bool isLocked)
    {
        var changed = await keep.LockAsync(recording.Id, isLocked, CancellationToken.None);
        Say(changed, text[isLocked ? "locked" : "unlocked", recording.Name]);
    }

    public Task FavourAsync(IReadOnlyList<RecordingDto> recordings, bool isFavourite) =>
        EachAsync(recordings, r => keep.FavourAsync(r.Id, isFavourite, CancellationToken.None), isFavourite ? "bulk.favoured" : "bulk.unfavoured");

    public Task LockAsync(IReadOnlyList<RecordingDto> recordings, bool isLocked) =>
        EachAsync(recordings, r => keep.LockAsync(r.Id, isLocked, CancellationToken.None), isLocked ? "bulk.locked" : "bulk.unlocked");

    /// <summary>False when the person thought better of it.</summary>
    public async Task<bool> DeleteAsync(IReadOnlyList<RecordingDto> recordings)
    {
        var question = text["bulk.delete_text", Format.Bytes(recordings.Sum(r => r.Bytes))];
        if (!await dialogs.ConfirmAsync(text["bulk.delete_title", recordings.Count], question, text["bulk.delete"], danger: true)) return false;
        await EachAsync(recordings, r => delete.HandleAsync(r.Id, CancellationToken.None), "bulk.deleted");
        return true;
    }

    // Locked ones among them stay; that is said once.
    private async Task EachAsync(IReadOnlyList<RecordingDto> recordings, Func<RecordingDto, Task<Result<RecordingDto>>> change, string done)
    {
        var refusals = new List<Refusal>();
        foreach (var recording in recordings)
            if (await change(recording) is { IsSuccess: false } refused) refusals.Add(refused.Refusal);
        if (refusals.Count < recordings.Count) toasts.Success(text[done, recordings.Count - refusals.Count]);
        if (refusals.Count > 0) toasts.Error(text["bulk.refused", refusals.Count, text.Of(refusals[0])]);
    }

    private void Say(Result<RecordingDto> changed, string done)
    {
        if (changed.IsSuccess) toasts.Success(done);
        else toasts.Error(text.Of(changed.Refusal));
    }
}
