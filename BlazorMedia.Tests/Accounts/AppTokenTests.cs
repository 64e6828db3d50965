using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.AppTokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class AppTokenTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Self = "/api/v1/tokens/self";
    private readonly TestClock clock = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_a_client_signs_is_accepted_in_the_header_and_in_the_query()
    {
        var (_, appId, secret) = await MakeAsync();
        var token = Sign(secret, new() { ["iss"] = appId, ["sub"] = "room-1", ["name"] = "Ann" });
        using var header = With(token);
        using var plain = app.CreateClient();

        var byHeader = await header.GetFromJsonAsync<AppToken>(Self, Ct);
        var byQuery = await plain.GetFromJsonAsync<AppToken>($"{Self}?access_token={token}", Ct);

        byHeader!.ShouldBe(byQuery);
        (byHeader!.AppId, byHeader.Subject, byHeader.Name).ShouldBe((appId, "room-1", "Ann"));
    }

    [Theory]
    [InlineData("exp", -59, null)]
    [InlineData("exp", -61, "Expired")]
    [InlineData("nbf", 59, null)]
    [InlineData("nbf", 61, "NotYetValid")]
    public async Task Clocks_may_differ_by_a_minute(string claim, int seconds, string? failure)
    {
        var (_, appId, secret) = await MakeAsync();

        var check = await CheckAsync(Sign(secret, new() { ["iss"] = appId, [claim] = clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds() }));

        check.Failure?.ToString().ShouldBe(failure);
    }

    [Fact]
    public async Task A_token_of_nobody_or_with_another_secret_does_not_count()
    {
        var (_, appId, secret) = await MakeAsync();

        (await CheckAsync(Sign(secret, new() { ["iss"] = "somebody" }))).Failure.ShouldBe(AppTokenFailure.UnknownApp);
        (await CheckAsync(Sign(secret, new() { ["sub"] = "x" }))).Failure.ShouldBe(AppTokenFailure.UnknownApp);
        (await CheckAsync(Sign(secret + "x", new() { ["iss"] = appId }))).Failure.ShouldBe(AppTokenFailure.WrongSignature);
        (await CheckAsync(Sign(secret, new() { ["iss"] = appId, ["exp"] = "soon" }))).Failure.ShouldBe(AppTokenFailure.Unreadable);
    }

    [Fact]
    public async Task A_disabled_app_is_refused_at_once_and_let_in_again_when_enabled()
    {
        var (id, appId, secret) = await MakeAsync();
        using var program = With(Sign(secret, new() { ["iss"] = appId }));

        await Pairs.ChangeAsync(id, new(null, false), Ct);
        using var refused = await program.GetAsync(Self, Ct);
        await Pairs.ChangeAsync(id, new(null, true), Ct);
        using var allowed = await program.GetAsync(Self, Ct);

        await refused.ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "accounts.unauthenticated");
        allowed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Both_secrets_count_until_the_overlap_is_over()
    {
        var (id, appId, old) = await MakeAsync();
        var claims = new Dictionary<string, object> { ["iss"] = appId };

        var rotated = await OnClock<AppTokenPairs>().RotateAsync(id, new(null, 24), Ct);
        var (oldDuring, newDuring) = (await CheckAsync(Sign(old, claims)), await CheckAsync(Sign(rotated.Value.Secret, claims)));
        var seen = (await Pairs.ListAsync(Ct)).Items.Single(p => p.Id == id);
        clock.Advance(TimeSpan.FromHours(24));
        var (oldAfter, newAfter) = (await CheckAsync(Sign(old, claims)), await CheckAsync(Sign(rotated.Value.Secret, claims)));

        oldDuring.Failure.ShouldBeNull();
        newDuring.Failure.ShouldBeNull();
        seen.OldSecretUsedAt.ShouldNotBeNull();
        oldAfter.Failure.ShouldBe(AppTokenFailure.WrongSignature);
        newAfter.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task Without_an_overlap_the_old_secret_ends_now()
    {
        var (id, appId, old) = await MakeAsync();

        await Pairs.RotateAsync(id, new("another secret", 0), Ct);

        (await CheckAsync(Sign(old, new() { ["iss"] = appId }))).Failure.ShouldBe(AppTokenFailure.WrongSignature);
        (await CheckAsync(Sign("another secret", new() { ["iss"] = appId }))).Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("1234567890123456789012345678901", true)]
    [InlineData("12345678901234567890123456789012", false)]
    [InlineData("пятнадцать-букв-юникода", false)]
    public async Task A_secret_of_fewer_than_32_bytes_works_but_is_flagged(string secret, bool weak)
    {
        var made = await Pairs.CreateAsync(new(null, null, secret), Ct);

        made.Value.App.IsWeak.ShouldBe(weak);
        (await CheckAsync(Sign(secret, new() { ["iss"] = made.Value.App.AppId }))).Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData("has space", "secret", "app_tokens.app_id_invalid")]
    [InlineData("good", " secret", "app_tokens.secret_invalid")]
    public async Task What_is_wrong_with_an_app_is_refused(string appId, string secret, string code) =>
        (await Pairs.CreateAsync(new("x", appId, secret), Ct)).Refusal.Code.ShouldBe(code);

    [Fact]
    public async Task An_AppID_is_given_once()
    {
        var (_, appId, _) = await MakeAsync();

        (await Pairs.CreateAsync(new(null, appId, null), Ct)).Refusal.Code.ShouldBe("app_tokens.app_id_taken");
    }

    [Fact]
    public async Task No_secret_stands_in_the_database_or_in_the_audit()
    {
        var (id, _, first) = await MakeAsync();
        var second = (await Pairs.RotateAsync(id, new(null, 24), Ct)).Value.Secret;

        await using var db = app.CreateDb();
        var row = await db.Set<AppTokenPair>().AsNoTracking().SingleAsync(p => p.Id == id, Ct);
        var audit = await db.Set<AuditEntry>().AsNoTracking().Select(e => e.Subject + e.Details).ToListAsync(Ct);
        var text = JsonSerializer.Serialize(row) + string.Concat(audit);
        text.ShouldNotContain(first);
        text.ShouldNotContain(second);
    }

    [Theory]
    [InlineData("/api/v1/streams", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/keys", HttpStatusCode.Forbidden)]
    [InlineData("/account", HttpStatusCode.Forbidden)]
    [InlineData("/", HttpStatusCode.Forbidden)]
    public async Task An_app_token_opens_no_other_door(string path, HttpStatusCode status)
    {
        var (_, appId, secret) = await MakeAsync();
        using var program = With(Sign(secret, new() { ["iss"] = appId }));

        using var answer = await program.GetAsync(path, Ct);

        await answer.ShouldBeRefusedAsync(status, "accounts.app_token_not_here");
    }

    [Fact]
    public async Task A_key_and_a_cookie_are_no_app_token()
    {
        using var key = app.CreateApiClient();
        using var person = await app.SignInAsync();

        (await key.GetAsync(Self, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await person.GetAsync(Self, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Only_a_key_for_everything_handles_apps()
    {
        using var all = app.CreateApiClient();
        using var some = await app.CreateApiClientAsync("keys,streams");

        using var made = await all.PostAsJsonAsync("/api/v1/apps", new AppTokenPairRequest("by api", "by-api", null), Ct);
        using var refused = await some.GetAsync("/api/v1/apps", Ct);
        var listed = await all.GetStringAsync("/api/v1/apps", Ct);

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var secret = (await made.Content.ReadFromJsonAsync<AppSecretDto>(Ct))!.Secret;
        listed.ShouldContain("by-api");
        listed.ShouldNotContain(secret);
        await refused.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "accounts.scope_missing");
    }

    private AppTokenPairs Pairs => app.Services.GetRequiredService<AppTokenPairs>();

    private T OnClock<T>() => ActivatorUtilities.CreateInstance<T>(app.Services, clock);

    private Task<AppTokenCheck> CheckAsync(string token) => OnClock<AppTokens>().CheckAsync(token, IPAddress.Loopback, Ct);

    private async Task<(Guid Id, string AppId, string Secret)> MakeAsync()
    {
        var made = (await Pairs.CreateAsync(new(null, null, null), Ct)).Value;
        return (made.App.Id, made.App.AppId, made.Secret);
    }

    private static string Sign(string secret, Dictionary<string, object> claims) => CompactJws.Sign(JsonSerializer.SerializeToUtf8Bytes(claims), System.Text.Encoding.UTF8.GetBytes(secret));

    private HttpClient With(string token)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
