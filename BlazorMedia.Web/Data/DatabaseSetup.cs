using BlazorMedia.Web.Data.Sqlite;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Data;

/// <summary>Chooses SQLite or PostgreSQL by <c>Database__Provider</c> and brings the schema up to date at start.</summary>
internal static class DatabaseSetup
{
    public static bool UsesPostgres(this IConfiguration configuration) => configuration["Database:Provider"] == "postgres";

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        SqliteBootstrap.EnsureInitialized();
        if (builder.Configuration.UsesPostgres()) Add<PostgresAppDbContext>(builder.Services, (_, o) => o.UseNpgsql(builder.Configuration.GetConnectionString("Default")));
        else Add<SqliteAppDbContext>(builder.Services, (s, o) => o.UseSqlite(SqliteConnectionString(s)).AddInterceptors(new SqlitePragmaInterceptor()));
        builder.Services.AddSingleton(new SettingsCheck(_ => [.. DatabaseSettings.FindMistakes(builder.Configuration), .. KeyRingKey.FindMistakes(builder.Configuration)]));
        builder.Services.AddDataProtection().SetApplicationName("BlazorMedia").PersistKeysToDatabase();
    }

    public static async Task MigrateDatabaseAsync(this WebApplication app)
    {
        app.Services.GetRequiredService<DataDirectory>().TakeLock();
        if (app.Configuration.UsesPostgres()) await RefuseUnreachableAsync(app.Configuration);
        else SqliteMaintenance.EnsureWal(SqliteConnectionString(app.Services));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        await app.Services.GetRequiredService<KeyRingCheck>().RunAsync(CancellationToken.None);
    }

    // Before EF, which would make a missing database itself and wrap what is wrong in a stack trace.
    private static async Task RefuseUnreachableAsync(IConfiguration configuration)
    {
        if (await PostgresMistakes.FindAsync(configuration.GetConnectionString("Default")!, CancellationToken.None) is { } mistake)
            throw new StartMistakeException([$"ConnectionStrings__Default: {mistake}"]);
    }

    internal static string SqliteConnectionString(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>().GetConnectionString("Default")
        ?? $"Data Source={services.GetRequiredService<DataDirectory>().File("blazormedia.db")}";

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
