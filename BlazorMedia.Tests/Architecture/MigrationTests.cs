using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Architecture;

/// <summary>A model without its migration stops the application at the start, on every machine but the author's.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void Sqlite_has_a_migration_for_everything_in_the_model()
    {
        using var db = new SqliteDesignTimeFactory().CreateDbContext([]);

        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public void Postgres_has_a_migration_for_everything_in_the_model()
    {
        using var db = new PostgresDesignTimeFactory().CreateDbContext([]);

        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }
}
