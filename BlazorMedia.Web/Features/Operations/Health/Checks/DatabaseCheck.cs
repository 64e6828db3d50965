using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>The database answers, has the schema of this version, and can be written.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<AppDbContext> databases, TimeProvider clock) : IHealthCheck
{
    public const string Key = "operations.database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
            if (missing > 0) return HealthCheckSetup.Bad("outdated", $"{missing} migrations have not been applied.", missing);
            await TryToWriteAsync(db, cancellationToken);
            var size = await SizeAsync(db, cancellationToken);
            return HealthCheckSetup.Well("ok", $"The database answers and holds {size} bytes.", new ByteCount(size));
        }
        catch (DbUpdateException exception)
        {
            return HealthCheckSetup.Bad("read_only", $"The database cannot be written: {exception.GetBaseException().Message}", exception.GetBaseException().Message);
        }
        catch (Exception exception) when (exception is SqliteException or NpgsqlException or TimeoutException or InvalidOperationException)
        {
            return HealthCheckSetup.Bad("away", $"The database does not answer: {exception.GetBaseException().Message}", exception.GetBaseException().Message);
        }
    }

    // Taken back: what counts is that the row could be written.
    private async Task TryToWriteAsync(AppDbContext db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(Setting.Of($"Health:{Guid.NewGuid():N}", "", clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        await transaction.RollbackAsync(ct);
    }

    private static async Task<long> SizeAsync(AppDbContext db, CancellationToken ct)
    {
        var query = db.Database.IsNpgsql()
            ? "SELECT pg_database_size(current_database()) AS \"Value\""
            : "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()";
        return await db.Database.SqlQueryRaw<long>(query).SingleAsync(ct);
    }
}
