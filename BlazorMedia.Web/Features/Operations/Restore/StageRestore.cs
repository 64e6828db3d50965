using System.Text.Json;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>Unpacks and checks a backup beside the running database; the next start puts it in place. Until then nothing is changed.</summary>
internal sealed class StageRestore(OpenBackup open, PresentKey key, DataDirectory data, ActingNow acting, TimeProvider clock)
{
    /// <param name="file">Absolute path.</param>
    public async Task<Result<BackupManifest>> RunAsync(string file, CancellationToken ct)
    {
        using var draft = new BackupWorkFolder(Fresh(data.File(PendingRestore.DraftFolder)));
        var opened = await open.UnpackAsync(file, draft.Path, ct);
        if (!opened.IsSuccess) return opened;
        if (key.FateUnder(opened.Value) != KeyRingFate.Restored) File.Delete(draft.File(BackupPart.KeyRing));
        var plan = new RestorePlan(Path.GetFileName(file), opened.Value.CreatedAt, clock.GetUtcNow(), acting.Actor.Name);
        DurableFile.WriteWhole(draft.File(PendingRestore.PlanFile), JsonSerializer.SerializeToUtf8Bytes(plan));
        foreach (var part in Directory.EnumerateFiles(draft.Path)) DurableFile.Flush(part);
        // An earlier wish that no start has fulfilled yet is replaced.
        if (Directory.Exists(data.File(PendingRestore.Folder))) Directory.Delete(data.File(PendingRestore.Folder), recursive: true);
        Directory.Move(draft.Path, data.File(PendingRestore.Folder));
        DurableFile.FlushFolder(data.Root);
        return opened;
    }

    private static string Fresh(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }
}
