using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Data;

/// <summary>The one database context. Entity types are found by their configurations, which stand beside their features.</summary>
public abstract class AppDbContext(DbContextOptions options) : IdentityDbContext<AppUser>(options)
{
    internal DbSet<DataProtectionKeyRow> DataProtectionKeys => Set<DataProtectionKeyRow>();

    public static void ConfigureStores(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3; // passkeys
        options.Stores.MaxLengthForKeys = 128;
    }

    // IdentityDbContext builds its model from the IOptions<IdentityOptions> of the application's services, and EF Core caches
    // that model per context type: a context made without them first (design time, a test) would give every later one
    // schema version 1, without the passkey table. So the store options are always the ones above.
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        var services = optionsBuilder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;
        if (services is not WithStoreOptions) optionsBuilder.UseApplicationServiceProvider(new WithStoreOptions(services));
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
    }

    private sealed class WithStoreOptions(IServiceProvider? inner) : IServiceProvider
    {
        private static readonly IOptions<IdentityOptions> StoreOptions = Create();

        public object? GetService(Type serviceType) => serviceType == typeof(IOptions<IdentityOptions>) ? StoreOptions : inner?.GetService(serviceType);

        private static IOptions<IdentityOptions> Create()
        {
            var options = new IdentityOptions();
            ConfigureStores(options);
            return Options.Create(options);
        }
    }
}
