using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Accounts;

public class ConfiguredApiKeysTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_table_follows_the_configuration_and_holds_no_secret()
    {
        await SyncAsync(Key("kept", "bm_kept_0123456789", "streams"), Key("gone", "bm_gone_0123456789", "*"));
        await SyncAsync(Key("kept", "bm_changed_0123456789", "streams:read,jobs"), Key("new", "bm_kept_0123456789", "*"));

        await using var db = app.CreateDb();
        var rows = await db.Set<ApiKey>().OrderBy(k => k.Name).ToListAsync(TestContext.Current.CancellationToken);
        rows.Select(r => (r.Name, r.Hash, r.Scopes)).ShouldBe(
            [("kept", ApiKey.HashOf("bm_changed_0123456789"), "streams:read,jobs"), ("new", ApiKey.HashOf("bm_kept_0123456789"), "*")]);
    }

    [Fact]
    public async Task A_key_acts_for_the_first_administrator_unless_it_names_somebody()
    {
        await SyncAsync(Key("default", "bm_default_0123456789", "*"), Key("stranger", "bm_stranger_0123456789", "*") with { User = "nobody@example.com" });

        await using var db = app.CreateDb();
        var admin = await db.Users.SingleAsync(u => u.Email == AppFixture.AdminEmail, TestContext.Current.CancellationToken);
        (await db.Set<ApiKey>().SingleAsync(TestContext.Current.CancellationToken)).UserId.ShouldBe(admin.Id);
    }

    private static ConfiguredKeyOptions Key(string name, string key, string scopes) => new() { Name = name, Key = key, Scopes = scopes };

    private Task SyncAsync(params ConfiguredKeyOptions[] keys)
    {
        var options = Options.Create(new AccountOptions { ApiKeys = keys.ToDictionary(k => k.Name) });
        return ActivatorUtilities.CreateInstance<ConfiguredApiKeys>(app.Services, options).SyncAsync(TestContext.Current.CancellationToken);
    }
}

[OnPostgres]
public sealed class ConfiguredApiKeysOnPostgresTests(AppFixture app) : ConfiguredApiKeysTests(app);
