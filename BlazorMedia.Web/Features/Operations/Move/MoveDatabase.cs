using System.Globalization;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Nodes;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace BlazorMedia.Web.Features.Operations.Move;

/// <summary>
/// <c>blazormedia move-database --to "Host=…"</c>: copies everything from SQLite into an empty PostgreSQL, in one transaction there. SQLite is only
/// read, so going back is going on with the former settings.
/// </summary>
internal sealed class MoveDatabase(IConfiguration configuration, IServiceProvider services, DataDirectory data, ThisNode self)
{
    public static ConsoleCommand Command { get; } = new(
        "move-database", "--to \"Host=…;Database=…;Username=…;Password=…\"", "Copies the SQLite database into an empty PostgreSQL database.",
        async (scope, words, output, ct) =>
        {
            await ActivatorUtilities.CreateInstance<MoveDatabase>(scope).RunAsync(words.Require("to"), output, ct);
            return 0;
        },
        NeedsDatabase: false);

    /// <exception cref="CommandMistakeException">Why it was refused; then nothing was changed anywhere.</exception>
    public async Task RunAsync(string to, TextWriter output, CancellationToken ct)
    {
        if (configuration.UsesPostgres()) throw new CommandMistakeException("Database__Provider is 'postgres' already. This command copies from SQLite.");
        var settings = Read(to);
        TakeLock();
        await using var source = OpenSource();
        await RefuseOldSourceAsync(source, ct);
        if (await PostgresMistakes.FindAsync(settings.ConnectionString, ct) is { } mistake) throw new CommandMistakeException(mistake);
        var moved = await CopyAsync(source, settings, self.Id, output, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""

            {moved} rows in all, counted and compared in both databases. SQLite was not changed. Now set, and start BlazorMedia again:
              Database__Provider=postgres
              ConnectionStrings__Default={Masked(settings)}
            Schedules are made anew at the start, and recordings that were being finished are queued again; other waiting work of the job store is not copied.
            Further nodes need the same key: BlazorMedia__KeyRingKey = the contents of keys/key-ring.key in this data directory.
            """));
    }

    private static NpgsqlConnectionStringBuilder Read(string to)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(to) is { Host: not null, Database: not null } settings ? settings : throw new ArgumentException("incomplete");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            // The text itself is not repeated: it may hold a password.
            throw new CommandMistakeException("--to cannot be read. It must look like: Host=db;Database=blazormedia;Username=blazormedia;Password=…");
        }
    }

    private void TakeLock()
    {
        try
        {
            data.TakeLock();
        }
        catch (StartMistakeException running)
        {
            throw new CommandMistakeException(string.Join(' ', running.Sentences));
        }
    }

    private SqliteAppDbContext OpenSource()
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(DatabaseSetup.SqliteConnectionString(services));
        if (!File.Exists(connection.DataSource)) throw new CommandMistakeException($"There is no database to copy: {connection.DataSource} does not exist.");
        return new(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(connection.ConnectionString).Options);
    }

    private static async Task RefuseOldSourceAsync(SqliteAppDbContext source, CancellationToken ct)
    {
        if ((await source.Database.GetPendingMigrationsAsync(ct)).Any())
            throw new CommandMistakeException("The SQLite database is of an older version. Start this version once with it, stop it, then move it.");
    }

    private static async Task<long> CopyAsync(SqliteAppDbContext source, NpgsqlConnectionStringBuilder settings, Guid node, TextWriter output, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using var target = new PostgresAppDbContext(new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(connection).Options);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RefuseUsedTargetAsync(connection, settings, ct);
        try
        {
            // The migrations as one text: run by EF they would commit by themselves.
            await ExecuteAsync(connection, target.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions), ct);
            await source.Database.OpenConnectionAsync(ct);
            var moved = 0L;
            foreach (var table in TableOrder.Of(source.Model.GetRelationalModel()))
            {
                var copy = new TableCopy(table, target.Model.GetRelationalModel().FindTable(table.Name, null)!);
                var rows = await copy.RunAsync(source.Database.GetDbConnection(), connection, ct);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {rows}"));
                moved += rows;
            }
            await NameNodeAsync(connection, node, ct);
            await transaction.CommitAsync(ct);
            return moved;
        }
        catch (Exception exception) when (PostgresMistakes.SentenceOf(exception, settings) is { } sentence)
        {
            throw new CommandMistakeException(sentence + " Nothing was copied.");
        }
    }

    private static async Task RefuseUsedTargetAsync(NpgsqlConnection connection, NpgsqlConnectionStringBuilder settings, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()", connection);
        if (await command.ExecuteScalarAsync(ct) is > 0L)
            throw new CommandMistakeException($"The database '{settings.Database}' is not empty. Give an empty one; nothing was changed.");
    }

    // The recordings' files lie on this node's disk; without a name every further node would take them for its own.
    private static async Task NameNodeAsync(NpgsqlConnection connection, Guid node, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("UPDATE \"RecordingTasks\" SET \"NodeId\" = @node WHERE \"NodeId\" IS NULL", connection);
        command.Parameters.Add(new NpgsqlParameter("node", node));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Masked(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Password = settings.Password is null ? null : "***" }.ConnectionString;
}
