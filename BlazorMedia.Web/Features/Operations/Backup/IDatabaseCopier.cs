namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>How a database of one kind is copied while it is in use, and how a copy is proved to be whole.</summary>
internal interface IDatabaseCopier
{
    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    string Provider { get; }

    /// <summary>Name of the copy among the parts of a backup.</summary>
    string PartName { get; }

    /// <summary>Copies the database as it is at one moment.</summary>
    /// <param name="file">Does not exist yet.</param>
    /// <returns>What the database held at that moment.</returns>
    Task<DatabaseFacts> CopyAsync(string file, CancellationToken ct);

    /// <summary>What the database of the app holds now; null when there is none or it cannot be read, which may be why somebody restores.</summary>
    Task<DatabaseFacts?> ReadPresentAsync(CancellationToken ct);

    /// <returns>Null when the copy is whole and holds the rows that it should; else why not.</returns>
    Task<string?> FindFaultAsync(string file, BackupManifest manifest, CancellationToken ct);
}
