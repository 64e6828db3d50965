using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorMedia.Web.Data.Sqlite;

/// <summary>Per-connection settings (pooled connections get them again on every open: cheap, no disk access).</summary>
internal sealed class SqlitePragmaInterceptor : DbConnectionInterceptor
{
    private const string Common = "PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;";

    /// <summary>The application's file: what was answered with a success must survive a power cut.</summary>
    public const string Durable = Common + "PRAGMA synchronous=FULL;";

    /// <summary>The job store: a job lost with the power is found again by its sweeper.</summary>
    public const string Fast = Common + "PRAGMA synchronous=NORMAL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Durable;
        command.ExecuteNonQuery();
    }
}
