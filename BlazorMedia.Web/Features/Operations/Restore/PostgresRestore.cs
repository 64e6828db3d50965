using System.Globalization;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Commands;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>Restores into a fresh schema in one transaction; the present one is kept beside it under another name.</summary>
internal sealed class PostgresRestore(PostgresTools tools, IDbContextFactory<AppDbContext> databases, TimeProvider clock)
{
    /// <param name="work">Holds the unpacked dump.</param>
    /// <returns>The name under which the present data is kept.</returns>
    /// <exception cref="CommandMistakeException">Another node or program is connected.</exception>
    public async Task<string> RunAsync(BackupWorkFolder work, CancellationToken ct)
    {
        await RefuseOthersAsync(ct);
        var kept = string.Create(CultureInfo.InvariantCulture, $"before_restore_{clock.GetUtcNow().UtcDateTime:yyyyMMdd_HHmmss}");
        await File.WriteAllTextAsync(work.File("begin.sql"), $"ALTER SCHEMA public RENAME TO {kept};\nCREATE SCHEMA public;\n", ct);
        await tools.RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--schema=public", $"--file={work.File("content.sql")}", work.File(BackupPart.Postgres)], ct);
        await tools.RunAsync("psql", ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", $"--file={work.File("begin.sql")}", $"--file={work.File("content.sql")}"], ct);
        return kept;
    }

    private async Task RefuseOthersAsync(CancellationToken ct)
    {
        // Those of this process that only wait to be used again.
        NpgsqlConnection.ClearAllPools();
        await using var db = await databases.CreateDbContextAsync(ct);
        var others = await db.Database.SqlQueryRaw<int>(
            "SELECT COUNT(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'").SingleAsync(ct);
        if (others > 0) throw new CommandMistakeException($"{others} other connections to the database are open. Stop every node of BlazorMedia first.");
    }
}
