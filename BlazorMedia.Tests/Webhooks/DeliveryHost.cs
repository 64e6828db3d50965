using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Data.Sqlite;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using BlazorMedia.Web.Features.Webhooks.Signing;
using BlazorMedia.Web.Platform.Http;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>The delivery engine as the app puts it together, on a real SQLite file and a clock of the caller, without the rest of the app. The bench runs it, too.</summary>
internal sealed class DeliveryHost : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly ServiceProvider services;
    private bool isRunning;

    private DeliveryHost(ServiceProvider services) => this.services = services;

    public IServiceProvider Services => services;

    public IDbContextFactory<AppDbContext> Databases => services.GetRequiredService<IDbContextFactory<AppDbContext>>();

    private TimeProvider Clock => services.GetRequiredService<TimeProvider>();

    private DeliveryPump Pump => services.GetServices<IHostedService>().OfType<DeliveryPump>().Single();

    /// <summary>Not started yet: what is emitted now waits.</summary>
    public static async Task<DeliveryHost> CreateAsync(string file, TimeProvider clock, string allowedNetworks = "127.0.0.1/32", Action<IServiceCollection>? configure = null)
    {
        SqliteBootstrap.EnsureInitialized();
        var connection = $"Data Source={file}";
        SqliteMaintenance.EnsureWal(connection);
        var host = new DeliveryHost(ServicesOf(connection, clock, allowedNetworks, configure).BuildServiceProvider());
        await using var db = host.Databases.CreateDbContext();
        await db.Database.EnsureCreatedAsync();
        return host;
    }

    public async Task StartAsync()
    {
        isRunning = true;
        await Pump.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken ct = default)
    {
        isRunning = false;
        await Pump.StopAsync(ct);
    }

    public async Task<WebhookEndpoint> AddEndpointAsync(Uri url, Func<EndpointSettings, EndpointSettings>? change = null, IReadOnlyDictionary<string, string>? headers = null, bool paused = false, string secret = Secret)
    {
        var settings = new EndpointSettings($"receiver {Guid.NewGuid():N}", url.ToString(), []);
        var vault = services.GetRequiredService<SecretVault>();
        await using var db = Databases.CreateDbContext();
        var endpoint = WebhookEndpoint.Create(change?.Invoke(settings) ?? settings, paused, Clock.GetUtcNow()).Value;
        endpoint.Rotate(vault.Protect(secret), TimeSpan.Zero, Clock.GetUtcNow());
        endpoint.ChangeHeaders(vault.ProtectHeaders(headers ?? new Dictionary<string, string>()));
        db.Add(endpoint);
        await db.SaveChangesAsync();
        return endpoint;
    }

    public async Task ChangeAsync(Guid endpointId, Action<WebhookEndpoint> change)
    {
        await using var db = Databases.CreateDbContext();
        change(await db.Set<WebhookEndpoint>().Include(e => e.Secrets).SingleAsync(e => e.Id == endpointId));
        await db.SaveChangesAsync();
    }

    public Task RotateAsync(Guid endpointId, string secret) =>
        ChangeAsync(endpointId, e => e.Rotate(services.GetRequiredService<SecretVault>().Protect(secret), WebhookEndpoint.DefaultOverlap, Clock.GetUtcNow()));

    public async Task DeleteAsync(Guid endpointId)
    {
        await using var db = Databases.CreateDbContext();
        db.Remove(await db.Set<WebhookEndpoint>().SingleAsync(e => e.Id == endpointId));
        await db.SaveChangesAsync();
    }

    public async Task EmitAsync<T>(string type, T data)
    {
        await using var db = Databases.CreateDbContext();
        await services.GetRequiredService<Outbox>().AddAsync(db, type, data, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    public async Task<List<T>> AllAsync<T>()
        where T : class
    {
        await using var db = Databases.CreateDbContext();
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }

    public async Task<int> CountWaitingAsync()
    {
        await using var db = Databases.CreateDbContext();
        return await db.Set<WebhookDelivery>().CountAsync(d => d.State == DeliveryState.Waiting);
    }

    public async ValueTask DisposeAsync()
    {
        // What a test leaves under way is broken off at once.
        if (isRunning) await StopAsync(new CancellationToken(canceled: true));
        await services.DisposeAsync();
    }

    private static ServiceCollection ServicesOf(string connection, TimeProvider clock, string allowedNetworks, Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Http:Outgoing:AllowedNetworks", allowedNetworks)]).Build());
        services.AddLogging().AddMetrics().AddSingleton(clock);
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddSingleton<LiveTopics>().AddSingleton<ActingNow>().AddSingleton<AuditTrail>();
        services.AddSingleton<IDbContextFactory<AppDbContext>>(s => new Contexts(s, connection));
        services.AddSingleton<IJobQueue, JobsAtOnce>();
        services.AddOutgoing();
        services.AddDeliveries();
        services.AddSingleton(new EventType("recording.finished", new { recordingId = Guid.Empty, sizeBytes = 1 }, typeof(DeliveryHost)));
        configure?.Invoke(services);
        return services;
    }

    private sealed class Contexts(IServiceProvider services, string connection) : IDbContextFactory<AppDbContext>
    {
        private readonly Lazy<DbContextOptions<SqliteAppDbContext>> options = new(() => new DbContextOptionsBuilder<SqliteAppDbContext>()
            .UseSqlite(connection).AddInterceptors([new SqlitePragmaInterceptor(), .. services.GetServices<IInterceptor>()]).Options);

        public AppDbContext CreateDbContext() => new SqliteAppDbContext(options.Value);
    }

    private sealed class JobsAtOnce(IServiceProvider services) : IJobQueue
    {
        public async Task EnqueueAsync<TJob, TInput>(TInput input, string identity, CancellationToken ct)
            where TJob : class, IJob<TInput>
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(input, JobRun.Silent, ct);
        }

        public Task EnqueueAtAsync<TJob, TInput>(TInput input, string identity, DateTimeOffset at, CancellationToken ct)
            where TJob : class, IJob<TInput> => throw new NotSupportedException("Nothing here is enqueued for later.");
    }
}
