using System.Globalization;
using System.Text.Json;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Data.Sqlite;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>
/// Puts a staged restore in place, alone on the data directory and before anything opens the database. Every step is a rename that is left out
/// when it is done already, so a power cut in between is finished by the next start. What was there before is kept beside it.
/// </summary>
internal sealed partial class PendingRestore(IServiceProvider services, DataDirectory data, PresentKey key, ILogger<PendingRestore> logger)
{
    public const string Folder = "restore";
    public const string DraftFolder = "restore.new";
    public const string PlanFile = "plan.json";

    private const string DoneFile = "done.json";

    /// <summary>What SQLite keeps beside its file; it belongs to that file alone.</summary>
    private static readonly string[] Companions = ["", "-wal", "-shm"];

    public void Apply()
    {
        if (Directory.Exists(data.File(DraftFolder))) Directory.Delete(data.File(DraftFolder), recursive: true);
        if (Read(PlanFile) is not { } plan) return;
        // A pooled connection would go on in the file that is set aside.
        SqliteConnection.ClearAllPools();
        var database = Path.GetFullPath(new SqliteConnectionStringBuilder(DatabaseSetup.SqliteConnectionString(services)).DataSource);
        if (File.Exists(Staged(BackupPart.Sqlite)))
        {
            SetAside(database, plan);
            // What waited to run belongs to the other database; what still has to be done is found again by the sweepers.
            SetAside(data.File(JobStore.FileName), plan);
        }
        Replace(BackupPart.KeyRing, key.File, plan);
        Place(BackupPart.Sqlite, database);
        File.Move(Staged(PlanFile), Staged(DoneFile), overwrite: true);
        LogApplied(plan.Backup, Beside(database, plan));
    }

    /// <summary>Writes into the restored database that it was restored, once.</summary>
    public async Task NoteAsync(AuditTrail audit, CancellationToken ct)
    {
        if (Read(DoneFile) is not { } plan) return;
        await audit.RecordAsync("operations.restored", plan.Backup, $"{plan.By}; {plan.BackupCreatedAt:u}", ct: ct);
        Directory.Delete(data.File(Folder), recursive: true);
    }

    private static string Beside(string file, RestorePlan plan) => Path.Combine(
        Path.GetDirectoryName(file)!, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file)}.before-restore-{plan.At.UtcDateTime:yyyyMMdd-HHmmss}{Path.GetExtension(file)}"));

    private static void SetAside(string file, RestorePlan plan)
    {
        foreach (var companion in Companions)
            if (File.Exists(file + companion) && !File.Exists(Beside(file, plan) + companion)) File.Move(file + companion, Beside(file, plan) + companion);
    }

    private void Replace(string part, string file, RestorePlan plan)
    {
        if (!File.Exists(Staged(part))) return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (File.Exists(file) && !File.Exists(Beside(file, plan))) File.Move(file, Beside(file, plan));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Staged(part), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Place(part, file);
    }

    private void Place(string part, string file)
    {
        if (!File.Exists(Staged(part))) return;
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(file)!).FullName;
        // The database may lie on another disk than the data directory, where a rename is a copy: then only the last step is one.
        var beside = file + ".restoring";
        File.Copy(Staged(part), beside, overwrite: true);
        DurableFile.Flush(beside);
        File.Move(beside, file, overwrite: true);
        DurableFile.FlushFolder(folder);
        File.Delete(Staged(part));
    }

    private string Staged(string name) => Path.Combine(data.File(Folder), name);

    private RestorePlan? Read(string name) => File.Exists(Staged(name)) ? JsonSerializer.Deserialize<RestorePlan>(File.ReadAllBytes(Staged(name))) : null;

    [LoggerMessage(LogLevel.Warning, "The backup {Backup} was restored; the database from before is kept as {Kept}")]
    private partial void LogApplied(string backup, string kept);
}
