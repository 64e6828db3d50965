using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

/// <summary>A server that nobody has set up yet; each test starts its own.</summary>
public sealed class FreshServer(Action<IServiceCollection>? register, params (string Key, string? Value)[] extra) : AppFixture
{
    internal SetupCode Code => Services.GetRequiredService<SetupCode>();

    public static Task<FreshServer> StartAsync(params (string Key, string? Value)[] extra) => StartAsync(null, extra);

    public static async Task<FreshServer> StartAsync(Action<IServiceCollection>? register, params (string Key, string? Value)[] extra)
    {
        var server = new FreshServer(register, extra);
        await server.InitializeAsync();
        return server;
    }

    /// <summary>Fills the first-run page in, as the person at the console would.</summary>
    internal static Task<HttpResponseMessage> SetUpAsync(HttpClient browser, string code, string email, string password = AdminPassword, string? confirmation = null) =>
        browser.SendFormAsync("/first-run", "form:has([name='Form.Code'])",
            ("Form.Code", code), ("Form.Email", email), ("Form.DisplayName", "Ann"), ("Form.Password", password), ("Form.Confirmation", confirmation ?? password));

    internal List<string> Administrators()
    {
        using var db = CreateDb();
        return [.. from u in db.Users
                   join link in db.UserRoles on u.Id equals link.UserId
                   join role in db.Roles on link.RoleId equals role.Id
                   where role.Name == Roles.Admin
                   select u.Email];
    }

    protected override void ConfigureServices(IServiceCollection services) => register?.Invoke(services);

    protected override void Configure(IDictionary<string, string?> settings)
    {
        (settings["Accounts:FirstAdmin:Email"], settings["Accounts:FirstAdmin:Password"]) = ("", "");
        foreach (var (key, value) in extra) settings[key] = value;
    }
}
