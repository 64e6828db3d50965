using BlazorMedia.Web.Data.Sqlite;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorMedia.Web.Data;

/// <summary>Chooses SQLite or PostgreSQL by <c>Database__Provider</c> and brings the schema up to date at start.</summary>
internal static class DatabaseSetup
{
    public static bool UsesPostgres(this IConfiguration configuration) => configuration["Database:Provider"] == "postgres";

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        SqliteBootstrap.EnsureInitialized();
        if (builder.Configuration.UsesPostgres()) Add<PostgresAppDbContext>(builder.Services, (s, o) => o.UseNpgsql(builder.Configuration.GetConnectionString("Default")).AddInterceptors(s.GetServices<IInterceptor>()));
        else Add<SqliteAppDbContext>(builder.Services, (s, o) => o.UseSqlite(SqliteConnectionString(s)).AddInterceptors([new SqlitePragmaInterceptor(), .. s.GetServices<IInterceptor>()]));
        builder.Services.AddSingleton(new SettingsCheck(_ => [.. DatabaseSettings.FindMistakes(builder.Configuration), .. KeyRingKey.FindMistakes(builder.Configuration)]));
        builder.Services.AddDataProtection().SetApplicationName("BlazorMedia").PersistKeysToDatabase();
    }

    public static async Task MigrateDatabaseAsync(this WebApplication app)
    {
        app.Services.GetRequiredService<DataDirectory>().TakeLock();
        await app.Services.MigrateDatabaseAsync(CancellationToken.None);
    }

    /// <summary>The caller holds the lock of the data directory.</summary>
    public static async Task MigrateDatabaseAsync(this IServiceProvider services, CancellationToken ct)
    {
        foreach (var step in services.GetServices<BeforeDatabase>()) await step.RunAsync(services, ct);
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration.UsesPostgres()) await RefuseUnreachableAsync(configuration, ct);
        else SqliteMaintenance.EnsureWal(SqliteConnectionString(services));
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        await db.Database.MigrateAsync(ct);
        await services.GetRequiredService<KeyRingCheck>().RunAsync(ct);
    }

    public static string SqliteConnectionString(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>().GetConnectionString("Default")
        ?? $"Data Source={services.GetRequiredService<DataDirectory>().File("blazormedia.db")}";

    // Before EF, which would make a missing database itself and wrap what is wrong in a stack trace.
    private static async Task RefuseUnreachableAsync(IConfiguration configuration, CancellationToken ct)
    {
        if (await PostgresMistakes.FindAsync(configuration.GetConnectionString("Default")!, ct) is { } mistake)
            throw new StartMistakeException([$"ConnectionStrings__Default: {mistake}"]);
    }

    private static void Add<TContext>(IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : AppDbContext
    {
        services.AddDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<AppDbContext>, FactoryOf<TContext>>();
        // Identity's stores want a scoped context; everything else makes one per operation.
        services.AddScoped<AppDbContext>(s => s.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext());
    }

    private sealed class FactoryOf<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<AppDbContext>
        where TContext : AppDbContext
    {
        public AppDbContext CreateDbContext() => inner.CreateDbContext();
    }
}
