using System.Net.Http.Headers;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Support;

/// <summary>
/// The whole application on a real port, with a data directory of its own, one administrator and one key that may do everything.
/// Use it as a class fixture; derive from it to change settings or services. A class with <see cref="OnPostgresAttribute" /> gets it on PostgreSQL.
/// </summary>
public class AppFixture : IAsyncLifetime
{
    public const string AdminEmail = "admin@example.org";
    public const string AdminPassword = "Ten-Thousand-Cameras-1";
    public const string ApiKey = "bm_test_key_that_may_do_everything_0123456789";

    private readonly TempFolder data = new();
    private HostFactory? factory;

    public string DataDirectory => data.Path;

    public IServiceProvider Services => Factory.Services;

    /// <summary>Where the application listens.</summary>
    public Uri Address => new(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    private HostFactory Factory => factory ?? throw new InvalidOperationException("The application is not started yet.");

    public virtual ValueTask InitializeAsync()
    {
        factory = new HostFactory(Settings(), ConfigureServices);
        factory.UseKestrel(0);
        factory.StartServer();
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (factory is not null) await factory.DisposeAsync();
        data.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser: keeps cookies, is not signed in, follows no redirects.</summary>
    public HttpClient CreateClient() => NewClient(cookies: true);

    /// <summary>A program with the key that may do everything.</summary>
    public HttpClient CreateApiClient() => WithKey(ApiKey);

    /// <summary>A program with a key of its own that has these scopes (comma-separated) and acts for the administrator.</summary>
    public async Task<HttpClient> CreateApiClientAsync(string scopes)
    {
        var key = $"bm_{Guid.NewGuid():N}";
        await using var db = CreateDb();
        var admin = await db.Users.SingleAsync(u => u.Email == AdminEmail);
        db.Add(Domain.Accounts.ApiKey.Configured($"test {key}", key, scopes, admin.Id, TimeProvider.System.GetUtcNow()));
        await db.SaveChangesAsync();
        return WithKey(key);
    }

    /// <summary>A browser that has gone through the sign-in page.</summary>
    public async Task<HttpClient> SignInAsync(string email = AdminEmail, string password = AdminPassword)
    {
        var client = CreateClient();
        await SignInPage.SubmitAsync(client, email, password);
        return client;
    }

    internal AppDbContext CreateDb() => Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    /// <summary>Settings of the derived fixture, by configuration key with colons.</summary>
    protected virtual void Configure(IDictionary<string, string?> settings)
    {
    }

    /// <summary>Runs after the application's own registrations.</summary>
    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }

    private HttpClient WithKey(string key)
    {
        var client = NewClient(cookies: false);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    // Not the factory's: over a real port its clients follow redirects whatever they are told.
    private HttpClient NewClient(bool cookies) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies }) { BaseAddress = Address };

    private Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["BlazorMedia:DataDirectory"] = data.Path,
            ["Accounts:FirstAdmin:Email"] = AdminEmail,
            ["Accounts:FirstAdmin:Password"] = AdminPassword,
            ["Accounts:ApiKeys:0:Name"] = "tests",
            ["Accounts:ApiKeys:0:Key"] = ApiKey,
            ["Accounts:ApiKeys:0:Scopes"] = "*",
            // Tests ask much from one address; those of the limits set their own.
            ["Accounts:Limits:RequestsPerMinutePerKey"] = "10000000",
            ["Accounts:Limits:RequestsPerMinutePerAddress"] = "10000000",
            ["Accounts:Limits:SignInPerMinute"] = "10000000",
            ["Streams:Demo"] = "false",
            // However full the disk of this machine is; tests of the reserve set their own.
            ["Recordings:Retention:MinFreeBytes"] = "0",
            // Several hosts run at once; those that test the ports set their own.
            ["Streams:Publish:RtmpPort"] = "0",
            ["Streams:ReadOut:RtspPort"] = "0",
            ["Logging:LogLevel:Default"] = "Error",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Error",
        };
        foreach (var (key, value) in TestDatabase.SettingsFor(data.Path)) settings[key] = value;
        Configure(settings);
        return settings;
    }
}
