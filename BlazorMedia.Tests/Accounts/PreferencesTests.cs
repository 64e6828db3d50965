using System.Net;
using BlazorMedia.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Accounts;

public sealed class PreferencesTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Form = "form[action='/account/preferences']";

    [Fact]
    public async Task Anybody_may_choose_theme_and_language_for_the_browser()
    {
        using var browser = app.CreateClient();

        using var answer = await browser.SendFormAsync("/account/login", Form, ("theme", "dark"), ("language", "zh-Hans"));
        var page = await browser.GetTextAsync("/account/login");

        answer.ShouldRedirectTo("/account/login");
        answer.CookieOf("bm-theme").ShouldBe("dark");
        page.ShouldContain("登录");
    }

    [Fact]
    public async Task A_signed_in_person_keeps_the_choice()
    {
        using var browser = await app.SignInAsync();

        using var answer = await browser.SendFormAsync("/account", Form, ("theme", "light"), ("language", "ru"));

        answer.ShouldRedirectTo("/account");
        await using var db = app.CreateDb();
        var user = await db.Users.SingleAsync(u => u.Email == AppFixture.AdminEmail, TestContext.Current.CancellationToken);
        (user.Theme, user.Language).ShouldBe(("light", "ru"));
    }

    [Theory]
    [InlineData("theme", "pink", "accounts.theme_unknown")]
    [InlineData("language", "xx", "accounts.language_unknown")]
    public async Task An_unknown_choice_is_refused(string field, string value, string code)
    {
        using var browser = app.CreateClient();

        using var answer = await browser.SendFormAsync("/account/login", Form, (field, value));

        await answer.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Without_the_forms_token_nothing_is_remembered()
    {
        using var browser = app.CreateClient();

        using var answer = await browser.PostAsync("/account/preferences", new FormUrlEncodedContent([new("theme", "dark")]), TestContext.Current.CancellationToken);

        await answer.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "accounts.form_expired");
        answer.CookieOf("bm-theme").ShouldBeNull();
    }

    [Fact]
    public async Task The_profile_saves_the_name_and_the_page_greets_with_it()
    {
        using var browser = await app.SignInAsync();

        using var saved = await browser.SendFormAsync("/account", "section form", ("Form.DisplayName", " Ann "), ("Form.Theme", "system"), ("Form.Language", "en"));
        using var refused = await browser.SendFormAsync("/account", "section form", ("Form.DisplayName", new string('x', 101)), ("Form.Theme", "system"), ("Form.Language", "en"));

        saved.ShouldRedirectTo("/account?done=profile");
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("at most 100 characters");
        await using var db = app.CreateDb();
        (await db.Users.Where(u => u.Email == AppFixture.AdminEmail).Select(u => u.DisplayName).SingleAsync(TestContext.Current.CancellationToken)).ShouldBe("Ann");
    }
}
