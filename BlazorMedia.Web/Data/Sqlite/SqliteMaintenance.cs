using Microsoft.Data.Sqlite;

namespace BlazorMedia.Web.Data.Sqlite;

internal static class SqliteMaintenance
{
    /// <summary>WAL is a property of the file: set it once, before anything else opens the file.</summary>
    public static void EnsureWal(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL;";
        if (command.ExecuteScalar() is not string mode || !string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("SQLite refused write-ahead logging; is the file on a network share?");
    }
}
