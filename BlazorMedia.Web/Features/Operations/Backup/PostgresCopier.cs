using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>Copies by pg_dump, which must be installed on the machine of the app, in the server's version or a later one.</summary>
internal sealed class PostgresCopier(IDbContextFactory<AppDbContext> databases, PostgresTools tools) : IDatabaseCopier
{
    public string Provider => "postgres";

    public string PartName => BackupPart.Postgres;

    public async Task<DatabaseFacts> CopyAsync(string file, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // What is counted here and what pg_dump reads is the same moment.
        await using var moment = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var snapshot = await db.Database.SqlQueryRaw<string>("SELECT pg_export_snapshot() AS \"Value\"").SingleAsync(ct);
        var facts = await DatabaseFacts.ReadAsync(db, ct);
        // The engine's tables hold what was about to run then; it makes them anew.
        await tools.RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--schema=public", "--exclude-table=qrtz_*", $"--snapshot={snapshot}", $"--file={file}"], ct);
        return facts;
    }

    public async Task<DatabaseFacts?> ReadPresentAsync(CancellationToken ct)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            return await DatabaseFacts.ReadAsync(db, ct);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            return null;
        }
    }

    public async Task<string?> FindFaultAsync(string file, BackupManifest manifest, CancellationToken ct)
    {
        try
        {
            var list = await tools.RunAsync("pg_restore", ["--list", file], ct);
            return manifest.Rows.Keys.Where(t => !list.Contains($" TABLE DATA public {t} ", StringComparison.Ordinal)).Select(t => $"{t} is missing").FirstOrDefault();
        }
        catch (PostgresToolException exception)
        {
            return exception.Message;
        }
    }
}
