using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Accounts;

public sealed class KeyApiTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Keys = "/api/v1/keys";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_told_once_and_stored_as_a_hash()
    {
        using var admin = app.CreateApiClient();

        var made = await MakeAsync(admin, new("told once", ["streams:read"], null, null));
        var listed = await admin.GetStringAsync($"{Keys}/{made.Key.Id}", Ct);

        made.Secret.ShouldStartWith("bm_");
        made.Secret.Length.ShouldBeGreaterThanOrEqualTo(46);
        listed.ShouldNotContain(made.Secret);
        await using var db = app.CreateDb();
        (await db.Set<ApiKey>().SingleAsync(k => k.Id == made.Key.Id, Ct)).Hash.ShouldBe(ApiKey.HashOf(made.Secret));
    }

    [Fact]
    public async Task A_new_key_does_what_its_scope_says_and_shows_when_and_from_where_it_was_used()
    {
        using var admin = app.CreateApiClient();
        var made = await MakeAsync(admin, new("reader", ["streams:read"], null, null));
        using var reader = With(made.Secret);

        using var read = await reader.GetAsync("/api/v1/streams", Ct);
        using var write = await reader.DeleteAsync("/api/v1/streams/none", Ct);
        using var other = await reader.GetAsync("/api/v1/recordings", Ct);

        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        await write.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "accounts.scope_missing");
        await other.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "accounts.scope_missing");
        var key = await admin.GetFromJsonAsync<KeyDto>($"{Keys}/{made.Key.Id}", Ct);
        key!.LastUsedAt.ShouldNotBeNull();
        key.LastUsedAddress.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_name_is_given_once_until_its_key_is_revoked()
    {
        using var admin = app.CreateApiClient();
        var first = await MakeAsync(admin, new("twin", ["jobs"], null, null));

        using var second = await admin.PostAsJsonAsync(Keys, new KeyRequest(" twin ", ["jobs"], null, null), Ct);
        using var revoked = await admin.DeleteAsync($"{Keys}/{first.Key.Id}", Ct);
        using var third = await admin.PostAsJsonAsync(Keys, new KeyRequest("twin", ["jobs"], null, null), Ct);

        await second.ShouldBeRefusedAsync(HttpStatusCode.Conflict, "keys.name_taken");
        revoked.StatusCode.ShouldBe(HttpStatusCode.OK);
        third.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_two_keys_of_one_name_made_at_once_one_is_refused()
    {
        using var admin = app.CreateApiClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.PostAsJsonAsync(Keys, new KeyRequest("at once", ["jobs"], null, null), Ct)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(5);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_from_the_next_request_on()
    {
        using var admin = app.CreateApiClient();
        var made = await MakeAsync(admin, new("short life", ["streams"], null, null));
        using var program = With(made.Secret);
        (await program.GetAsync("/api/v1/streams", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var revoked = await admin.DeleteAsync($"{Keys}/{made.Key.Id}", Ct);
        using var after = await program.GetAsync("/api/v1/streams", Ct);

        await after.ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "accounts.unauthenticated");
        (await revoked.Content.ReadFromJsonAsync<KeyDto>(Ct))!.State.ShouldBe(KeyDto.Revoked);
    }

    [Theory]
    [InlineData("", "jobs", 1, null, "keys.name_invalid")]
    [InlineData("no scopes", "", 1, null, "keys.scopes_missing")]
    [InlineData("unknown", "cameras", 1, null, "keys.scope_unknown")]
    [InlineData("half", "jobs:delete", 1, null, "keys.scope_unknown")]
    [InlineData("past", "jobs", -1, null, "keys.expiry_invalid")]
    [InlineData("for ever and a day", "jobs", 4000, null, "keys.expiry_invalid")]
    [InlineData("stranger", "jobs", 1, "nobody@example.org", "keys.user_unknown")]
    public async Task What_is_wrong_is_refused_with_the_reason_and_nothing_is_made(string name, string scopes, int days, string? user, string code)
    {
        using var admin = app.CreateApiClient();
        var request = new KeyRequest(name, scopes.Split(',', StringSplitOptions.RemoveEmptyEntries), TimeProvider.System.GetUtcNow().AddDays(days), user);

        using var answer = await admin.PostAsJsonAsync(Keys, request, Ct);

        await answer.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, code);
        await using var db = app.CreateDb();
        (await db.Set<ApiKey>().AnyAsync(k => k.Name == name, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_cannot_make_one_that_may_do_more_or_lives_longer_than_itself()
    {
        using var admin = app.CreateApiClient();
        var end = TimeProvider.System.GetUtcNow().AddDays(5);
        var made = await MakeAsync(admin, new("maker", ["keys", "jobs:read"], end, null));
        using var maker = With(made.Secret);

        using var wider = await maker.PostAsJsonAsync(Keys, new KeyRequest("wider", ["jobs"], end, null), Ct);
        using var everything = await maker.PostAsJsonAsync(Keys, new KeyRequest("everything", ["*"], end, null), Ct);
        using var longer = await maker.PostAsJsonAsync(Keys, new KeyRequest("longer", ["jobs:read"], end.AddDays(1), null), Ct);
        using var endless = await maker.PostAsJsonAsync(Keys, new KeyRequest("endless", ["jobs:read"], null, null), Ct);
        using var same = await maker.PostAsJsonAsync(Keys, new KeyRequest("same", ["jobs:read", "keys"], end.AddDays(-1), null), Ct);

        await wider.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "keys.scopes_beyond_own");
        await everything.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "keys.scopes_beyond_own");
        await longer.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "keys.life_beyond_own");
        await endless.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "keys.life_beyond_own");
        same.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_is_renamed_but_one_of_the_configuration_is_not_touched()
    {
        using var admin = app.CreateApiClient();
        var made = await MakeAsync(admin, new("before", ["jobs"], null, null));
        var configured = (await admin.GetFromJsonAsync<KeyList>($"{Keys}?text=tests", Ct))!.Items.Single(k => k.FromConfiguration);

        using var renamed = await admin.PatchAsJsonAsync($"{Keys}/{made.Key.Id}", new KeyRenameRequest("after"), Ct);
        using var rename = await admin.PatchAsJsonAsync($"{Keys}/{configured.Id}", new KeyRenameRequest("mine"), Ct);
        using var revoke = await admin.DeleteAsync($"{Keys}/{configured.Id}", Ct);
        using var missing = await admin.DeleteAsync($"{Keys}/{Guid.NewGuid()}", Ct);

        (await renamed.Content.ReadFromJsonAsync<KeyDto>(Ct))!.Name.ShouldBe("after");
        await rename.ShouldBeRefusedAsync(HttpStatusCode.Conflict, "keys.configured");
        await revoke.ShouldBeRefusedAsync(HttpStatusCode.Conflict, "keys.configured");
        await missing.ShouldBeRefusedAsync(HttpStatusCode.NotFound, "keys.not_found");
    }

    [Fact]
    public async Task Keys_are_found_by_state_and_come_in_pages()
    {
        using var admin = app.CreateApiClient();
        var soon = TimeProvider.System.GetUtcNow().AddDays(13);
        await MakeAsync(admin, new("page-a", ["jobs"], soon, null));
        await MakeAsync(admin, new("page-b", ["jobs"], soon.AddDays(2), null));

        var expiring = await admin.GetFromJsonAsync<KeyList>($"{Keys}?text=page-&state=expiring", Ct);
        var second = await admin.GetFromJsonAsync<KeyList>($"{Keys}?text=page-&limit=1&page=2", Ct);

        expiring!.Items.ShouldHaveSingleItem().Name.ShouldBe("page-a");
        second!.Items.ShouldHaveSingleItem().Name.ShouldBe("page-b");
        second.Total.ShouldBe(2);
    }

    [Fact]
    public async Task Making_and_revoking_are_written_down_without_the_secret()
    {
        using var admin = app.CreateApiClient();
        var made = await MakeAsync(admin, new("written down", ["jobs"], null, null));
        using var revoked = await admin.DeleteAsync($"{Keys}/{made.Key.Id}", Ct);

        await using var db = app.CreateDb();
        var lines = await db.Set<AuditEntry>().Where(e => e.Subject == "written down").OrderBy(e => e.Id).ToListAsync(Ct);
        lines.Select(l => l.Action).ShouldBe(["keys.created", "keys.revoked"]);
        lines.ShouldAllBe(l => !$"{l.Subject} {l.Details}".Contains(made.Secret, StringComparison.Ordinal));
    }

    private static async Task<CreatedKeyDto> MakeAsync(HttpClient client, KeyRequest request)
    {
        using var answer = await client.PostAsJsonAsync(Keys, request, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<CreatedKeyDto>(Ct))!;
    }

    private HttpClient With(string key)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-KEY", key);
        return client;
    }
}
