using System.Collections.Concurrent;
using System.Reflection;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;
using Xunit.v3;

namespace BlazorMedia.Tests.Support;

/// <summary>The database that the present test class wants: SQLite in the data directory, or one on PostgreSQL that belongs to the directory.</summary>
internal static class TestDatabase
{
    private static readonly ConcurrentDictionary<string, string> ByFolder = new();

    // Migrated once; a copy takes a tenth of a second.
    private static readonly Lazy<string> Template = new(MakeTemplate);

    public static bool IsPostgres =>
        TestContext.Current.TestClass is IXunitTestClass { Class: var type } && type.GetCustomAttribute<OnPostgresAttribute>() is not null && PostgresServer.Shared is not null;

    /// <summary>By configuration key with colons; none on SQLite. The same folder gets the same database.</summary>
    public static IReadOnlyDictionary<string, string?> SettingsFor(string folder) => !IsPostgres ? new Dictionary<string, string?>() : new Dictionary<string, string?>
    {
        ["Database:Provider"] = "postgres",
        ["ConnectionStrings:Default"] = ConnectionFor(folder),
    };

    public static string ConnectionFor(string folder) => PostgresServer.Shared!.ConnectionTo(ByFolder.GetOrAdd(folder, _ => PostgresServer.Shared.Create(Template.Value)));

    /// <summary>A context on PostgreSQL with all tables, or on a file that is still to be made.</summary>
    public static AppDbContext CreateContext(string folder, bool postgres) => postgres
        ? new PostgresAppDbContext(new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(ConnectionFor(folder)).Options)
        : new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite($"Data Source={Path.Combine(folder, "test.db")};Pooling=false").Options);

    /// <summary>Harmless where there is none.</summary>
    public static void Forget(string folder)
    {
        if (ByFolder.TryRemove(folder, out var database)) PostgresServer.Shared!.Drop(database);
    }

    private static string MakeTemplate()
    {
        var name = PostgresServer.Shared!.Create();
        // Without a pool: a template cannot be copied while somebody is connected to it.
        using var db = new PostgresAppDbContext(new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql($"{PostgresServer.Shared.ConnectionTo(name)};Pooling=false").Options);
        db.Database.Migrate();
        return name;
    }
}
