using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace BlazorMedia.Web.Data.Sqlite;

/// <summary>A connection that applies the per-connection pragmas on every open; for code that opens its own connections (Quartz).</summary>
internal sealed class TunedSqliteConnection : SqliteConnection
{
    public TunedSqliteConnection() { }
    public TunedSqliteConnection(string? connectionString) : base(connectionString) { }

    public override void Open()
    {
        var wasOpen = State == System.Data.ConnectionState.Open;
        base.Open();
        if (wasOpen) return;
        using var command = CreateCommand();
        command.CommandText = SqlitePragmaInterceptor.Fast;
        command.ExecuteNonQuery();
    }
}

internal sealed class TunedSqliteFactory : DbProviderFactory
{
    public static readonly TunedSqliteFactory Instance = new();
    public override DbConnection CreateConnection() => new TunedSqliteConnection();
    public override DbCommand CreateCommand() => new SqliteCommand();
    public override DbParameter CreateParameter() => new SqliteParameter();
    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => new SqliteConnectionStringBuilder();
}
