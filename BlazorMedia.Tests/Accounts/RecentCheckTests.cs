using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

/// <summary>A browser that was left open must not be enough to take an account over.</summary>
public sealed class RecentCheckTests(RecentCheckTests.ClockedFixture app) : IClassFixture<RecentCheckTests.ClockedFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account/two-factor")]
    [InlineData("/account/passkeys")]
    public async Task Ten_minutes_after_the_sign_in_the_password_is_asked_again(string page)
    {
        var (_, email) = await app.AddPersonAsync();
        using var browser = await app.SignInAsync(email, People.Password);
        app.Clock.Advance(TimeSpan.FromMinutes(9));
        (await browser.GetAsync(page, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        using var asked = await browser.GetAsync(page, Ct);
        var confirm = $"/account/confirm?returnUrl={Uri.EscapeDataString(page)}";
        using var wrong = await browser.SendFormAsync(confirm, "main form", ("Form.Password", "not the present one"));
        using var right = await browser.SendFormAsync(confirm, "main form", ("Form.Password", People.Password));

        asked.ShouldRedirectTo(confirm);
        (await wrong.Content.ReadAsStringAsync(Ct)).ShouldContain("not your present password");
        right.ShouldRedirectTo(page);
        (await browser.GetAsync(page, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.LinesAsync(email)).ShouldContain(l => l.Action == "accounts.confirmation_failed" && !l.Allowed);
    }

    [Fact]
    public async Task A_form_that_was_open_longer_changes_nothing()
    {
        var (id, email) = await app.AddPersonAsync(change: u => u.TwoFactorEnabled = true);
        await using (var db = app.CreateDb())
        {
            var user = db.Users.Single(u => u.Id == id);
            user.TwoFactorEnabled = false;
            await db.SaveChangesAsync(Ct);
        }
        using var browser = await app.SignInAsync(email, People.Password);
        await using (var db = app.CreateDb())
        {
            db.Users.Single(u => u.Id == id).TwoFactorEnabled = true;
            await db.SaveChangesAsync(Ct);
        }
        var form = SignInPage.Fields(await SignInPage.FormAsync(browser, "/account/two-factor", "section form"));
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        form["Form.Action"] = "disable";
        using var sent = await browser.PostAsync("/account/two-factor", new FormUrlEncodedContent(form), Ct);

        sent.ShouldRedirectTo("/account/confirm?returnUrl=%2Faccount%2Ftwo-factor");
        (await app.PersonAsync(id)).TwoFactorEnabled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_cookie_that_is_only_written_anew_does_not_count_as_a_new_check()
    {
        var (_, email) = await app.AddPersonAsync();
        using var browser = await app.SignInAsync(email, People.Password);
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        (await browser.SendFormAsync("/account", "section form[method=post]:has([name='Form.DisplayName'])", ("Form.DisplayName", "Renamed"))).ShouldRedirectTo("/account?done=profile");

        (await browser.GetAsync("/account/passkeys", Ct)).ShouldRedirectTo("/account/confirm?returnUrl=%2Faccount%2Fpasskeys");
    }

    public sealed class ClockedFixture : AppFixture
    {
        internal TestClock Clock { get; } = new();

        protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton(new RecentCheck(Clock));
    }
}
