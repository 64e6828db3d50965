namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>A backup as it lies in the folder. It got its name only after it had been read back and verified.</summary>
/// <param name="Manifest">Null when it can no longer be read: somebody changed it or the disk is failing.</param>
public sealed record BackupFile(string Name, long Bytes, DateTimeOffset ModifiedAt, BackupManifest? Manifest)
{
    public DateTimeOffset CreatedAt => Manifest?.CreatedAt ?? ModifiedAt;
}
