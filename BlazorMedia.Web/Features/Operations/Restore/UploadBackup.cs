using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>Takes a backup from elsewhere into the folder, once it has been opened and found whole.</summary>
internal sealed class UploadBackup(BackupFolder folder, OpenBackup open, AuditTrail audit)
{
    public const long MaxBytes = 20L << 30;

    /// <returns>Its name here.</returns>
    public async Task<Result<string>> HandleAsync(Stream content, CancellationToken ct)
    {
        using var turn = folder.TryTakeTurn();
        if (turn is null) return BackupRefusals.Busy;
        using var work = folder.BeginWork();
        var draft = work.File("upload.zip");
        await using (var file = File.Create(draft))
        {
            await content.CopyToAsync(file, ct);
            file.Flush(flushToDisk: true);
        }
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var opened = await open.UnpackAsync(draft, Directory.CreateDirectory(work.File("parts")).FullName, ct);
        if (!opened.IsSuccess) return opened.Refusal;
        var name = folder.Keep(draft, BackupFolder.UploadNameOf(opened.Value.CreatedAt));
        await audit.RecordAsync("operations.backup_uploaded", name, ct: ct);
        return name;
    }
}
