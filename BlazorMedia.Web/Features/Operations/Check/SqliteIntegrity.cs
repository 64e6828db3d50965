using System.Runtime.CompilerServices;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Storage;
using Microsoft.Data.Sqlite;

namespace BlazorMedia.Web.Features.Operations.Check;

/// <summary>SQLite's own look at its files; PostgreSQL looks after its own.</summary>
internal static class SqliteIntegrity
{
    public static StorageCheck Check { get; } = new("operations.database", typeof(BackupText), FindAsync);

    private static async IAsyncEnumerable<StorageFinding> FindAsync(IServiceProvider services, [EnumeratorCancellation] CancellationToken ct)
    {
        if (services.GetRequiredService<IConfiguration>().UsesPostgres()) yield break;
        string[] files = [new SqliteConnectionStringBuilder(DatabaseSetup.SqliteConnectionString(services)).DataSource, services.GetRequiredService<DataDirectory>().File(JobStore.FileName)];
        foreach (var file in files.Where(File.Exists))
            if (await FaultOfAsync(file, ct) is { } fault) yield return new StorageFinding("database_damaged", $"The database is damaged ({fault}); restore a backup", file);
    }

    private static async Task<string?> FaultOfAsync(string file, CancellationToken ct)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1);";
            return await command.ExecuteScalarAsync(ct) is "ok" ? null : "integrity_check";
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
    }
}
