using System.Net;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public class ApiKeyTests(DoorsFixture app) : IClassFixture<DoorsFixture>
{
    [Theory]
    [InlineData("test:read", "GET", true)]
    [InlineData("test:read", "HEAD", true)]
    [InlineData("test:read", "POST", false)]
    [InlineData("test:read", "DELETE", false)]
    [InlineData("test:write", "GET", true)]
    [InlineData("test:write", "POST", true)]
    [InlineData("test", "PUT", true)]
    [InlineData("other,test:read", "GET", true)]
    [InlineData("other", "GET", false)]
    [InlineData("tes", "GET", false)]
    [InlineData("*", "DELETE", true)]
    public async Task A_key_passes_by_its_scope(string scopes, string method, bool passes)
    {
        using var program = await app.CreateApiClientAsync(scopes);

        using var answer = await program.SendAsync(new(new(method), DoorsFixture.Scoped), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(passes ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        if (!passes && method != "HEAD") await answer.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "accounts.scope_missing");
    }

    [Theory]
    [InlineData("test", HttpStatusCode.Forbidden)]
    [InlineData("*", HttpStatusCode.OK)]
    public async Task A_door_without_a_scope_opens_only_to_a_key_for_everything(string scopes, HttpStatusCode expected)
    {
        using var program = await app.CreateApiClientAsync(scopes);

        using var answer = await program.GetAsync(DoorsFixture.Unscoped, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task The_key_may_come_in_either_header()
    {
        using var program = app.CreateClient();
        program.DefaultRequestHeaders.Add("X-API-KEY", AppFixture.ApiKey);

        using var answer = await program.GetAsync(DoorsFixture.Scoped, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("bm_unknown")]
    [InlineData("")]
    public async Task Without_a_valid_key_the_answer_is_401_with_a_reason(string? key)
    {
        using var program = app.CreateClient();
        if (key is not null) program.DefaultRequestHeaders.Add("X-API-KEY", key);

        using var answer = await program.GetAsync(DoorsFixture.Scoped, TestContext.Current.CancellationToken);

        await answer.ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "accounts.unauthenticated");
    }

    [Fact]
    public async Task A_wrong_key_is_refused_even_with_a_good_cookie()
    {
        using var browser = await app.SignInAsync();
        browser.DefaultRequestHeaders.Add("X-API-KEY", "bm_unknown");

        using var answer = await browser.GetAsync(DoorsFixture.Scoped, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_cannot_do_more_than_the_role_of_its_person()
    {
        var viewer = await AddViewerAsync();
        using var program = await KeyAsync(k => k.Reconfigure("bm_the_viewers_own_key", "*", viewer), "bm_the_viewers_own_key");

        using var answer = await program.GetAsync(DoorsFixture.Scoped, TestContext.Current.CancellationToken);

        await answer.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "accounts.forbidden");
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        using var program = await KeyAsync(k => k.Revoke(TimeProvider.System.GetUtcNow()), "bm_a_revoked_key");

        using var answer = await program.GetAsync(DoorsFixture.Scoped, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_last_use_is_written_at_most_once_a_minute()
    {
        var clock = new TestClock();
        var start = clock.GetUtcNow();
        await UseAsync(clock);
        clock.Advance(TimeSpan.FromSeconds(59));
        await UseAsync(clock);
        var soon = await LastUseAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        await UseAsync(clock);
        var later = await LastUseAsync();

        soon.ShouldBe(start);
        later.ShouldBe(start + TimeSpan.FromMinutes(1));
    }

    private async Task UseAsync(TestClock clock)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var holders = ActivatorUtilities.CreateInstance<ApiKeyHolders>(scope.ServiceProvider, clock);
        using (var db = app.CreateDb())
        {
            if (!await db.Set<ApiKey>().AnyAsync(k => k.Name == "clocked"))
            {
                db.Add(ApiKey.Configured("clocked", "bm_clocked_key_0123", "*", null, clock.GetUtcNow()));
                await db.SaveChangesAsync();
            }
        }
        (await holders.FindAsync("bm_clocked_key_0123", null, TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    private async Task<DateTimeOffset?> LastUseAsync()
    {
        await using var db = app.CreateDb();
        return await db.Set<ApiKey>().Where(k => k.Name == "clocked").Select(k => k.LastUsedAt).SingleAsync();
    }

    private async Task<HttpClient> KeyAsync(Action<ApiKey> change, string key)
    {
        await using var db = app.CreateDb();
        var row = ApiKey.Configured(key, key, "*", null, TimeProvider.System.GetUtcNow());
        change(row);
        db.Add(row);
        await db.SaveChangesAsync();
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-KEY", key);
        return client;
    }

    private async Task<string> AddViewerAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = new AppUser { UserName = "viewer@example.com", Email = "viewer@example.com" };
        (await users.CreateAsync(user)).Succeeded.ShouldBeTrue();
        await users.AddToRoleAsync(user, Roles.Viewer);
        return user.Id;
    }
}

[OnPostgres]
public sealed class ApiKeyOnPostgresTests(DoorsFixture app) : ApiKeyTests(app);
