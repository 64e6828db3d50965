using System.ComponentModel.DataAnnotations;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>Section <c>Backup</c> of the configuration.</summary>
internal sealed record BackupOptions
{
    public const string Section = "Backup";

    /// <summary>Folder of the backups; null = <c>backups</c> in the data directory. Better: another disk.</summary>
    [WritableFolder]
    public string? Directory { get; init; }

    /// <summary>How many are kept; the oldest goes once a newer one is verified.</summary>
    [MayChange("backup")]
    [Range(1, 1000)]
    public int Keep { get; init; } = 14;

    /// <summary>Days after which one is removed, but never the newest; null = only the number counts.</summary>
    [MayChange("backup", Unit = "days")]
    [Range(1, 3650)]
    public int? KeepDays { get; init; }

    /// <summary>Encrypts what is inside; without it, whoever reads a backup reads the secrets in it.</summary>
    public string? Passphrase { get; init; }
}
