using BlazorMedia.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>Copies by SQLite's own online backup: readers and writers go on meanwhile.</summary>
internal sealed class SqliteCopier(IServiceProvider services) : IDatabaseCopier
{
    public string Provider => "sqlite";

    public string PartName => BackupPart.Sqlite;

    public async Task<DatabaseFacts> CopyAsync(string file, CancellationToken ct)
    {
        await Task.Run(() => Copy(DatabaseSetup.SqliteConnectionString(services), file), ct);
        await using var copy = Open(file);
        return await DatabaseFacts.ReadAsync(copy, ct);
    }

    public async Task<DatabaseFacts?> ReadPresentAsync(CancellationToken ct)
    {
        var connection = DatabaseSetup.SqliteConnectionString(services);
        if (!File.Exists(new SqliteConnectionStringBuilder(connection).DataSource)) return null;
        try
        {
            await using var db = services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
            return await DatabaseFacts.ReadAsync(db, ct);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    public async Task<string?> FindFaultAsync(string file, BackupManifest manifest, CancellationToken ct)
    {
        try
        {
            await using var db = Open(file);
            var answer = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check LIMIT 1").SingleAsync(ct);
            if (answer != "ok") return answer;
            var schema = (await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault();
            if (schema != manifest.Schema) return $"the schema is {schema} instead of {manifest.Schema}";
            var rows = await DatabaseFacts.CountAsync(db, manifest.Rows.Keys, ct);
            return rows.Where(r => manifest.Rows[r.Key] != r.Value).Select(r => $"{r.Key} has {r.Value} rows instead of {manifest.Rows[r.Key]}").FirstOrDefault();
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
    }

    private static void Copy(string connectionString, string file)
    {
        using var source = new SqliteConnection(connectionString);
        using var target = new SqliteConnection(ConnectionString(file));
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        using var command = target.CreateCommand();
        // The copy inherits write-ahead logging, which would need a second file beside it.
        command.CommandText = "PRAGMA journal_mode=DELETE;";
        command.ExecuteNonQuery();
    }

    // Without a pool: a pooled connection would keep the removed file open.
    private static string ConnectionString(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    private static SqliteAppDbContext Open(string file) => new(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(ConnectionString(file)).Options);
}
