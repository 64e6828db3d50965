using System.Net;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class SignInAuditTests(DoorsFixture app) : IClassFixture<DoorsFixture>
{
    private const string Wrong = "My-Secret-But-Wrong-1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_is_written_down_with_person_and_address_once_and_not_again_when_the_cookie_is_renewed()
    {
        var (id, email) = await app.AddPersonAsync();
        using var browser = await app.SignInAsync(email, People.Password);

        (await browser.SendFormAsync("/account", "section form[method=post]:has([name='Form.DisplayName'])", ("Form.DisplayName", "Renamed"))).ShouldRedirectTo("/account?done=profile");

        var line = (await app.LinesAsync(email)).ShouldHaveSingleItem();
        (line.Action, line.ActorKind, line.ActorId, line.Allowed).ShouldBe(("accounts.signed_in", ActorKind.Person, id, true));
        line.Address.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task Failures_have_the_address_and_never_the_password_and_end_with_the_lock()
    {
        var (_, email) = await app.AddPersonAsync();
        using var browser = app.CreateClient();

        for (var i = 0; i < 5; i++) await browser.SendPasswordAsync(email, Wrong);

        var lines = await app.LinesAsync(email);
        lines.Select(l => l.Action).ShouldBe([.. Enumerable.Repeat("accounts.sign_in_failed", 4), "accounts.locked_out"]);
        lines.ShouldAllBe(l => !l.Allowed && l.Address == "127.0.0.1" && l.ActorKind == ActorKind.Nobody);
        await using var db = app.CreateDb();
        (await db.Set<AuditEntry>().AnyAsync(e => e.Subject.Contains(Wrong) || e.Details!.Contains(Wrong) || e.ActorName.Contains(Wrong), Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_password_typed_into_the_field_of_the_address_is_not_written_down()
    {
        using var browser = app.CreateClient();

        await browser.SendPasswordAsync(Wrong, "");

        await using var db = app.CreateDb();
        (await db.Set<AuditEntry>().AnyAsync(e => e.Subject.Contains(Wrong), Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_second_factor_is_written_down()
    {
        var (id, email) = await app.AddPersonAsync(change: u => u.TwoFactorEnabled = true);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
            await users.ResetAuthenticatorKeyAsync((await users.FindByIdAsync(id))!);
        }
        using var browser = app.CreateClient();
        using var half = await browser.SendPasswordAsync(email, People.Password);

        await browser.SendFormAsync(half.Headers.Location!.ToString(), "main form", ("Form.Code", "000000"));

        (await app.LinesAsync(email)).Select(l => l.Action).ShouldBe(["accounts.two_factor_failed"]);
    }

    [Fact]
    public async Task Signing_out_is_written_down()
    {
        var (_, email) = await app.AddPersonAsync();
        using var browser = await app.SignInAsync(email, People.Password);

        (await browser.SendFormAsync("/account", "form[action='/account/logout']")).ShouldRedirectTo("/account/login");

        (await app.LinesAsync(email)).Select(l => l.Action).ShouldBe(["accounts.signed_in", "accounts.signed_out"]);
    }

    [Fact]
    public async Task A_refused_key_is_written_down_once_a_minute_with_its_kind_and_without_itself()
    {
        const string secret = "bm_a_key_that_nobody_ever_made";
        using var program = app.CreateClient();
        program.DefaultRequestHeaders.Add("X-API-KEY", secret);

        for (var i = 0; i < 3; i++) (await program.GetAsync("/api/v1/audit/", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var line = (await app.LinesAsync("GET /api/v1/audit/")).ShouldHaveSingleItem();
        (line.Action, line.Allowed, line.ActorKind, line.Address).ShouldBe(("accounts.refused", false, ActorKind.Nobody, "127.0.0.1"));
        line.Details.ShouldBe("accounts.unauthenticated\ncredential: API key");
    }

    [Fact]
    public async Task Paths_that_lead_nowhere_are_written_down_once_a_minute_however_many_are_tried()
    {
        using var program = app.CreateClient();
        program.DefaultRequestHeaders.Add("X-API-KEY", "bm_a_key_that_nobody_ever_made");

        for (var i = 0; i < 3; i++) (await program.GetAsync($"/api/nowhere/{i}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await using var db = app.CreateDb();
        (await db.Set<AuditEntry>().Where(e => e.Subject.Contains("/api/nowhere/")).Select(e => e.Subject).ToListAsync(Ct)).ShouldBe(["GET /api/nowhere/0"]);
    }

    [Fact]
    public async Task A_person_whose_role_does_not_allow_a_page_is_written_down_and_somebody_who_has_yet_to_sign_in_is_not()
    {
        var (id, email) = await app.AddPersonAsync();
        using var browser = await app.SignInAsync(email, People.Password);

        (await browser.GetAsync("/admin/audit", Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.CreateClient().GetAsync("/admin/audit", Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var line = (await app.LinesAsync("GET /admin/audit")).ShouldHaveSingleItem();
        (line.ActorId, line.Details).ShouldBe((id, "accounts.forbidden\ncredential: session"));
    }

    [Fact]
    public async Task The_first_administrator_is_written_down_by_the_system() =>
        (await app.LinesAsync(AppFixture.AdminEmail)).ShouldContain(l => l.Action == "accounts.first_administrator" && l.ActorKind == ActorKind.System && l.Address == null);
}
