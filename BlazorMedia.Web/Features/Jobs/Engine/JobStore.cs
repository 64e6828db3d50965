using System.Data.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Data.Sqlite;
using BlazorMedia.Web.Platform.Files;
using Npgsql;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>
/// Where the engine keeps its work: on SQLite a file of its own, because the engine's many small writes would slow the
/// application's down threefold in one file; on PostgreSQL the application's database, shared by all nodes.
/// </summary>
internal sealed class JobStore(IConfiguration configuration, DataDirectory data)
{
    public const string FileName = "jobs.db";

    public bool IsClustered { get; } = configuration.UsesPostgres();

    private string ConnectionString => IsClustered
        ? configuration.GetConnectionString("Default") ?? throw new InvalidOperationException("Database__Provider is 'postgres', so ConnectionStrings__Default must be set.")
        : $"Data Source={data.File(FileName)}";

    /// <summary>Must have run before the engine opens the file.</summary>
    public void Prepare()
    {
        if (!IsClustered) SqliteMaintenance.EnsureWal(ConnectionString);
    }

    public DbDataSource DataSource() => IsClustered
        ? NpgsqlDataSource.Create(ConnectionString)
        : TunedSqliteFactory.Instance.CreateDataSource(ConnectionString);
}
