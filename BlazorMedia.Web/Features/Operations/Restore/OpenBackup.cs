using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Operations.Backup;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>Unpacks a backup that could come from anywhere, and refuses whatever this program could not go on with.</summary>
internal sealed class OpenBackup(BackupArchive archive, IDatabaseCopier database, IDbContextFactory<AppDbContext> databases)
{
    /// <param name="folder">Gets the parts.</param>
    public async Task<Result<BackupManifest>> UnpackAsync(string file, string folder, CancellationToken ct)
    {
        if (!File.Exists(file)) return BackupRefusals.NotFound;
        // What it says of itself comes first: it is cheap, and the reason is better than that of a part that does not fit.
        if (BackupArchive.TryReadManifest(file) is { } said && Refuse(said) is { } refusal) return refusal;
        var unpacked = await archive.UnpackAsync(file, folder, ct);
        if (!unpacked.IsSuccess) return unpacked;
        var part = Path.Combine(folder, database.PartName);
        if (!File.Exists(part) || !File.Exists(Path.Combine(folder, BackupPart.Recordings))) return BackupRefusals.Damaged;
        return await database.FindFaultAsync(part, unpacked.Value, ct) is null ? unpacked : BackupRefusals.Damaged;
    }

    /// <summary>True when the schema of the backup is not the newest that this program knows.</summary>
    public bool IsOlder(BackupManifest manifest) => KnownSchemas()[^1] != manifest.Schema;

    private Refusal? Refuse(BackupManifest manifest) =>
        manifest.Format > BackupManifest.CurrentFormat ? BackupRefusals.Newer
        : manifest.Provider != database.Provider ? BackupRefusals.OtherProvider
        : !KnownSchemas().Contains(manifest.Schema) ? BackupRefusals.Newer
        : null;

    private List<string> KnownSchemas()
    {
        using var db = databases.CreateDbContext();
        return [.. db.Database.GetMigrations()];
    }
}
