namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>Names the texts of backups, restores and the check of the storage.</summary>
internal sealed class BackupText;
