using System.Text.Json;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Features.Operations.Backup;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>The dry run: opens a backup as a restore would, and compares it with what is here.</summary>
internal sealed class PreviewRestore(BackupFolder folder, OpenBackup open, IDatabaseCopier database, RecordingFiles recordings, PresentKey key)
{
    /// <param name="file">Absolute path.</param>
    public async Task<Result<RestorePreview>> RunAsync(string file, CancellationToken ct)
    {
        using var turn = folder.TryTakeTurn();
        if (turn is null) return BackupRefusals.Busy;
        using var work = folder.BeginWork();
        var opened = await open.UnpackAsync(file, work.Path, ct);
        if (!opened.IsSuccess) return opened.Refusal;
        var present = await database.ReadPresentAsync(ct);
        var listed = await ListedAsync(work.File(BackupPart.Recordings), ct);
        return new RestorePreview(
            opened.Value, present?.Rows, open.IsOlder(opened.Value), key.FateUnder(opened.Value), present?.Unfinished ?? 0,
            FileList.Of(recordings.Missing(listed)), FileList.Of(recordings.Unknown(listed)));
    }

    private static async Task<List<ListedRecording>> ListedAsync(string file, CancellationToken ct)
    {
        await using var json = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<List<ListedRecording>>(json, JsonSerializerOptions.Web, ct) ?? [];
    }
}
