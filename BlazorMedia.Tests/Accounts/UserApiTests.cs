using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class UserApiTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_added_with_a_password_signs_in_with_it()
    {
        var email = $"{Guid.NewGuid():N}@example.com";

        using var created = await CreateAsync(new { email, role = "viewer", password = People.Password, displayName = " Ada " });

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var json = await created.Content.ReadFromJsonAsync<JsonElement>(Ct);
        json.GetProperty("invitation").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("user").GetProperty("displayName").GetString().ShouldBe("Ada");
        json.GetProperty("user").GetProperty("state").GetString().ShouldBe("active");
        (await app.CreateClient().SendPasswordAsync(email, People.Password)).ShouldRedirectTo("/");
    }

    [Theory]
    [InlineData("""{"email":"no address","role":"viewer"}""", "accounts.email_invalid")]
    [InlineData("""{"email":"a@example.com","role":"king"}""", "accounts.role_unknown")]
    [InlineData("""{"email":"a@example.com"}""", "accounts.role_unknown")]
    [InlineData("""{"email":"a@example.com","role":"viewer","password":"short"}""", "accounts.password_too_short")]
    [InlineData("""{"email":"a@example.com","role":"viewer","password":"a good password","validDays":3}""", "accounts.link_or_password")]
    [InlineData("""{"email":"a@example.com","role":"viewer","validDays":365}""", "accounts.days_out_of_range")]
    public async Task A_wrong_new_person_is_refused_with_the_reason_and_nobody_is_added(string body, string code)
    {
        using var answer = await app.CreateApiClient().PostAsync("/api/v1/users", new StringContent(body, null, "application/json"), Ct);

        await answer.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, code);
        await using var db = app.CreateDb();
        (await db.Users.AnyAsync(u => u.Email == "a@example.com" || u.Email == "no address", Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_that_is_taken_is_refused_in_any_case_also_when_it_is_asked_for_at_once()
    {
        var email = $"{Guid.NewGuid():N}@example.com";

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => CreateAsync(new { email = i % 2 == 0 ? email : email.ToUpperInvariant(), role = "viewer" })));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created)) await refused.ShouldBeRefusedAsync(HttpStatusCode.Conflict, "accounts.email_taken");
    }

    [Fact]
    public async Task Disabling_ends_the_cookie_and_the_key_at_once_and_enabling_gives_the_key_back()
    {
        var (id, email) = await app.AddPersonAsync(Roles.Operator);
        using var browser = await app.SignInAsync(email, People.Password);
        using var key = await app.KeyOfAsync(id);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        (await key.GetAsync("/api/v1/streams", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await ChangeAsync(id, new { disabled = true });

        (await browser.IsSignedInAsync()).ShouldBeFalse();
        (await key.GetAsync("/api/v1/streams", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await ChangeAsync(id, new { disabled = false });
        (await browser.IsSignedInAsync()).ShouldBeFalse();
        (await key.GetAsync("/api/v1/streams", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_disabled_person_is_told_so_with_the_right_password_only()
    {
        var (id, email) = await app.AddPersonAsync();
        await ChangeAsync(id, new { disabled = true });

        using var right = await app.CreateClient().SendPasswordAsync(email, People.Password);
        using var wrong = await app.CreateClient().SendPasswordAsync(email, "some other password");

        (await right.Content.ReadAsStringAsync(Ct)).ShouldContain("This account is disabled");
        (await wrong.Content.ReadAsStringAsync(Ct)).ShouldNotContain("disabled. Ask");
        (await app.PersonAsync(id)).AccessFailedCount.ShouldBe(1);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_browser_and_no_key()
    {
        var (id, email) = await app.AddPersonAsync();
        using var first = await app.SignInAsync(email, People.Password);
        using var second = await app.SignInAsync(email, People.Password);
        using var key = await app.KeyOfAsync(id);

        using var answer = await app.CreateApiClient().PostAsync($"/api/v1/users/{id}/sign-outs", null, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await first.IsSignedInAsync()).ShouldBeFalse();
        (await second.IsSignedInAsync()).ShouldBeFalse();
        (await key.GetAsync("/api/v1/streams", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_role_counts_at_once()
    {
        var (id, email) = await app.AddPersonAsync(Roles.Operator);
        using var browser = await app.SignInAsync(email, People.Password);
        using var key = await app.KeyOfAsync(id);

        await ChangeAsync(id, new { role = "viewer" });

        (await browser.IsSignedInAsync()).ShouldBeFalse();
        (await key.PostAsJsonAsync("/api/v1/streams", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await app.LinesAsync(email)).ShouldContain(l => l.Action == "accounts.role_changed" && l.Details == "role: operator → viewer" && l.ActorKind == ActorKind.Key && l.Address == "127.0.0.1");
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_reset_switches_the_second_factor_off_and_removes_passkeys_only_when_asked(bool passkeys, int left)
    {
        var (id, email) = await app.AddPersonAsync(change: u => u.TwoFactorEnabled = true);
        await using (var db = app.CreateDb())
        {
            db.Add(new IdentityUserToken<string> { UserId = id, LoginProvider = "[AspNetUserStore]", Name = "AuthenticatorKey", Value = "ABC" });
            db.Add(new IdentityUserPasskey<string> { UserId = id, CredentialId = Guid.NewGuid().ToByteArray(), Data = new() { PublicKey = [1], AttestationObject = [1], ClientDataJson = [1] } });
            await db.SaveChangesAsync(Ct);
        }

        using var answer = await app.CreateApiClient().PostAsJsonAsync($"/api/v1/users/{id}/totp-resets", new { passkeys }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.CreateClient().SendPasswordAsync(email, People.Password)).ShouldRedirectTo("/");
        await using var after = app.CreateDb();
        (await after.UserTokens.CountAsync(t => t.UserId == id, Ct)).ShouldBe(0);
        (await after.UserPasskeys.CountAsync(p => p.UserId == id, Ct)).ShouldBe(left);
    }

    [Fact]
    public async Task A_new_address_is_the_one_to_sign_in_with_and_a_taken_one_changes_nothing()
    {
        var (id, email) = await app.AddPersonAsync();
        var next = $"{Guid.NewGuid():N}@example.com";

        using var taken = await app.CreateApiClient().PatchUserAsync(id, new { email = AppFixture.AdminEmail, displayName = "Mallory" });
        await ChangeAsync(id, new { email = next });

        await taken.ShouldBeRefusedAsync(HttpStatusCode.Conflict, "accounts.email_taken");
        (await app.PersonAsync(id)).DisplayName.ShouldBeNull();
        (await app.CreateClient().SendPasswordAsync(next, People.Password)).ShouldRedirectTo("/");
        (await app.CreateClient().SendPasswordAsync(email, People.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Deleting_ends_session_and_keys_and_leaves_the_audit()
    {
        var (id, email) = await app.AddPersonAsync();
        using var browser = await app.SignInAsync(email, People.Password);
        using var key = await app.KeyOfAsync(id);

        using var deleted = await app.CreateApiClient().DeleteAsync($"/api/v1/users/{id}", Ct);
        using var again = await app.CreateApiClient().DeleteAsync($"/api/v1/users/{id}", Ct);

        deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await again.ShouldBeRefusedAsync(HttpStatusCode.NotFound, "accounts.user_not_found");
        (await browser.IsSignedInAsync()).ShouldBeFalse();
        (await key.GetAsync("/api/v1/streams", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.LinesAsync(email)).Select(l => l.Action).ShouldBe(["accounts.signed_in", "accounts.user_deleted"]);
    }

    [Fact]
    public async Task The_list_finds_by_part_of_name_role_and_state_and_pages_by_cursor()
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        for (var i = 0; i < 3; i++) (await CreateAsync(new { email = $"{mark}-{i}@example.com", role = "member" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await CreateAsync(new { email = $"{mark}-x@example.com", role = "viewer", password = People.Password, displayName = "Иван" });

        (await ListAsync($"search={mark.ToUpperInvariant()}&role=member&state=invited")).Emails.Count.ShouldBe(3);
        (await ListAsync("search=Иван&state=active")).Emails.ShouldBe([$"{mark}-x@example.com"]);
        var first = await ListAsync($"search={mark}&limit=3");
        var second = await ListAsync($"search={mark}&limit=3&cursor={Uri.EscapeDataString(first.Next!)}");

        first.Emails.Concat(second.Emails).ShouldBe([$"{mark}-0@example.com", $"{mark}-1@example.com", $"{mark}-2@example.com", $"{mark}-x@example.com"]);
        second.Next.ShouldBeNull();
        await (await app.CreateApiClient().GetAsync("/api/v1/users?state=happy", Ct)).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "accounts.state_unknown");
    }

    [Fact]
    public async Task Only_an_administrator_with_the_scope_gets_in()
    {
        var (id, _) = await app.AddPersonAsync(Roles.Operator);

        using var operatorsKey = await app.KeyOfAsync(id);
        using var narrow = await app.CreateApiClientAsync("streams");

        (await operatorsKey.GetAsync("/api/v1/users", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await narrow.GetAsync("/api/v1/users", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_that_may_not_do_everything_neither_makes_nor_changes_administrators()
    {
        var (admin, _) = await app.AddPersonAsync(Roles.Admin);
        var (viewer, _) = await app.AddPersonAsync();
        using var narrow = await app.CreateApiClientAsync("users");
        using var browser = await app.SignInAsync();

        List<HttpResponseMessage> answers =
        [
            await narrow.PostAsJsonAsync("/api/v1/users", new { email = $"{Guid.NewGuid():N}@example.com", role = "admin" }, Ct),
            await narrow.PatchUserAsync(viewer, new { role = "admin" }),
            await narrow.PatchUserAsync(admin, new { email = $"{Guid.NewGuid():N}@example.com" }),
            await narrow.PostAsJsonAsync($"/api/v1/users/{admin}/invitations", new { }, Ct),
            await narrow.PostAsJsonAsync($"/api/v1/users/{admin}/totp-resets", new { passkeys = true }, Ct),
            await narrow.DeleteAsync($"/api/v1/users/{admin}", Ct),
        ];

        foreach (var answer in answers) await answer.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "accounts.administrators_need_everything");
        (await narrow.GetAsync($"/api/v1/users/{admin}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await narrow.PatchUserAsync(viewer, new { role = "operator" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.PostAsJsonAsync($"/api/v1/users/{admin}/invitations", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "accounts.changed_meanwhile")]
    public async Task A_change_beside_another_one_is_tried_once_more_and_then_refused(int disturbed, string? code)
    {
        var (id, _) = await app.AddPersonAsync();
        var tries = 0;

        var answer = await app.Services.GetRequiredService<ChangeAccount>().ApplyAsync(id, async (db, user) =>
        {
            user.DisplayName = "Ada";
            if (++tries <= disturbed) await db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(u => u.SetProperty(x => x.ConcurrencyStamp, "another"), Ct);
            return [];
        }, Ct);

        tries.ShouldBe(2);
        (answer.IsSuccess ? null : answer.Refusal.Code).ShouldBe(code);
        (await app.PersonAsync(id)).DisplayName.ShouldBe(code is null ? "Ada" : null);
    }

    private Task<HttpResponseMessage> CreateAsync(object person) => app.CreateApiClient().PostAsJsonAsync("/api/v1/users", person, Ct);

    private async Task ChangeAsync(string id, object change) => (await app.CreateApiClient().PatchUserAsync(id, change)).StatusCode.ShouldBe(HttpStatusCode.OK);

    private async Task<(IReadOnlyList<string> Emails, string? Next)> ListAsync(string query)
    {
        var page = await app.CreateApiClient().GetFromJsonAsync<JsonElement>($"/api/v1/users?{query}", Ct);
        return ([.. page.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("email").GetString()!)], page.GetProperty("nextCursor").GetString());
    }
}
