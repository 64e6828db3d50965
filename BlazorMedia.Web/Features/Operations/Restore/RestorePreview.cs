using BlazorMedia.Web.Features.Operations.Backup;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>What restoring a backup would do; nothing has been changed.</summary>
/// <param name="RowsNow">By table; null when the present database cannot be read.</param>
/// <param name="IsOlder">Its schema is brought up to date after it is restored.</param>
/// <param name="Unfinished">Recordings that are being made now and would be lost.</param>
/// <param name="MissingFiles">Recordings of the backup whose files are no longer on the disk.</param>
/// <param name="UnknownFiles">Files on the disk that the backup does not know.</param>
internal sealed record RestorePreview(
    BackupManifest Manifest, IReadOnlyDictionary<string, long>? RowsNow, bool IsOlder, KeyRingFate KeyRing, int Unfinished, FileList MissingFiles, FileList UnknownFiles)
{
    /// <summary>Table, rows now (null = unknown), rows afterwards; only tables that hold something.</summary>
    public IEnumerable<(string Table, long? Now, long After)> Tables =>
        from table in Manifest.Rows.Keys.Union(RowsNow?.Keys ?? []).Order(StringComparer.Ordinal)
        let now = RowsNow?.GetValueOrDefault(table)
        let after = Manifest.Rows.GetValueOrDefault(table)
        where now > 0 || after > 0
        select (table, now, after);
}

/// <param name="First">Some of them, for people.</param>
internal sealed record FileList(int Count, IReadOnlyList<string> First)
{
    private const int Shown = 20;

    public static FileList Of(IReadOnlyList<string> paths) => new(paths.Count, [.. paths.Take(Shown)]);
}

/// <summary>What opens the secrets in the database afterwards.</summary>
internal enum KeyRingFate
{
    /// <summary>The key that is there now.</summary>
    Same,

    /// <summary>The key of the backup, which is put in the place of the present one.</summary>
    Restored,

    /// <summary>Nothing here: people sign in again, and streams get their addresses again.</summary>
    Lost,
}
