using System.Net;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public class SignInTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Password = "a password of mine";

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_then_the_right_one_does_not_help()
    {
        var email = await AddAsync();
        using var browser = app.CreateClient();

        for (var i = 0; i < 4; i++) (await browser.SendPasswordAsync(email, "wrong password")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var fifth = await browser.SendPasswordAsync(email, "wrong password");
        using var right = await browser.SendPasswordAsync(email, Password);

        fifth.ShouldRedirectTo("/account/lockout");
        right.ShouldRedirectTo("/account/lockout");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        var email = await AddAsync();
        using var browser = app.CreateClient();

        var known = await (await browser.SendPasswordAsync(email, "wrong password")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var unknown = await (await browser.SendPasswordAsync("nobody@example.com", "wrong password")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        known.ShouldContain("E-mail address or password is wrong.");
        unknown.ShouldContain("E-mail address or password is wrong.");
    }

    [Fact]
    public async Task With_two_factors_the_password_alone_is_not_enough_and_the_code_of_the_app_completes_it()
    {
        var (email, key, _) = await AddWithTwoFactorsAsync();
        using var browser = app.CreateClient();

        using var half = await browser.SendPasswordAsync(email, Password, "?returnUrl=%2Faccount%2Fpasskeys");
        half.Headers.Location!.ToString().ShouldContain("/account/login-2fa");
        (await browser.GetAsync("/account", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var wrong = await browser.SendFormAsync(half.Headers.Location!.ToString(), "main form", ("Form.Code", "000000"));
        using var right = await browser.SendFormAsync(half.Headers.Location!.ToString(), "main form", ("Form.Code", Totp.Code(key)));

        wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
        right.ShouldRedirectTo("/account/passkeys");
        (await browser.GetAsync("/account", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_recovery_code_lets_in_once()
    {
        var (email, _, codes) = await AddWithTwoFactorsAsync();
        using var first = app.CreateClient();
        using var second = app.CreateClient();

        using var accepted = await RecoverAsync(first, email, codes[0].ToLowerInvariant());
        using var refused = await RecoverAsync(second, email, codes[0]);

        accepted.ShouldRedirectTo("/");
        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_two_factor_page_switches_it_on_shows_the_codes_once_and_switches_it_off()
    {
        var email = await AddAsync();
        using var browser = await app.SignInAsync(email, Password);
        await browser.GetAsync("/account/two-factor", TestContext.Current.CancellationToken);
        var key = await WithUserAsync(email, (users, user) => users.GetAuthenticatorKeyAsync(user));

        using var enabled = await browser.SendFormAsync("/account/two-factor", "section form", ("Form.Code", Totp.Code(key!)), ("Form.Action", "enable"));
        var shown = await enabled.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var later = await browser.GetStringAsync("/account/two-factor", TestContext.Current.CancellationToken);
        using var disabled = await browser.SendFormAsync("/account/two-factor", "section form", ("Form.Action", "disable"));

        shown.ShouldContain("Recovery codes");
        later.ShouldContain("Recovery codes left: 10");
        disabled.ShouldRedirectTo("/account/two-factor?done=two_factor_off");
        (await WithUserAsync(email, (_, user) => Task.FromResult(user.TwoFactorEnabled))).ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_in_brings_the_persons_theme_and_language_to_the_browser()
    {
        var email = await AddAsync(user => (user.Theme, user.Language) = ("dark", "ru"));
        using var browser = app.CreateClient();

        using var answer = await browser.SendPasswordAsync(email, Password);

        answer.CookieOf("bm-theme").ShouldBe("dark");
        answer.CookieOf(".AspNetCore.Culture").ShouldBe("c=ru|uic=ru");
        (await browser.GetTextAsync("/account")).ShouldContain("Профиль");
    }

    [Theory]
    [InlineData("https%3A%2F%2Fevil.example%2F")]
    [InlineData("%2F%2Fevil.example%2F")]
    [InlineData("%2F%5Cevil.example")]
    public async Task A_return_address_elsewhere_is_not_followed(string returnUrl)
    {
        using var browser = app.CreateClient();

        using var answer = await browser.SendPasswordAsync(await AddAsync(), Password, $"?returnUrl={returnUrl}");

        answer.ShouldRedirectTo("/");
    }

    [Fact]
    public async Task Signing_out_needs_the_forms_token_and_ends_the_session()
    {
        using var browser = await app.SignInAsync(await AddAsync(), Password);

        using var forged = await browser.PostAsync("/account/logout", new FormUrlEncodedContent([new("returnUrl", "/")]), TestContext.Current.CancellationToken);
        using var signedOut = await browser.SendFormAsync("/account", "form[action='/account/logout']");

        await forged.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "accounts.form_expired");
        signedOut.ShouldRedirectTo("/account/login");
        (await browser.GetAsync("/account", TestContext.Current.CancellationToken)).Headers.Location!.ToString().ShouldContain("/account/login");
    }

    [Fact]
    public async Task The_password_is_changed_only_by_who_knows_the_present_one()
    {
        var email = await AddAsync();
        using var browser = await app.SignInAsync(email, Password);

        using var refused = await ChangeAsync(browser, "not the present one", "another password");
        using var changed = await ChangeAsync(browser, Password, "another password");
        using var after = await app.CreateClient().SendPasswordAsync(email, "another password");

        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("not your present password");
        changed.ShouldRedirectTo("/account/password?done=password");
        after.ShouldRedirectTo("/");
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string current, string next) =>
        browser.SendFormAsync("/account/password", "section form", ("Form.CurrentPassword", current), ("Form.Password", next), ("Form.Confirmation", next));

    private static async Task<HttpResponseMessage> RecoverAsync(HttpClient browser, string email, string code)
    {
        using var half = await browser.SendPasswordAsync(email, Password);
        return await browser.SendFormAsync("/account/login-recovery", "main form", ("Form.Code", code));
    }

    private async Task<string> AddAsync(Action<AppUser>? change = null)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var user = new AppUser { UserName = email, Email = email };
        change?.Invoke(user);
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        (await users.CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
        await users.AddToRoleAsync(user, Roles.Viewer);
        return email;
    }

    private async Task<(string Email, string Key, string[] Codes)> AddWithTwoFactorsAsync()
    {
        var email = await AddAsync();
        var (key, codes) = await WithUserAsync(email, async (users, user) =>
        {
            await users.ResetAuthenticatorKeyAsync(user);
            await users.SetTwoFactorEnabledAsync(user, true);
            return ((await users.GetAuthenticatorKeyAsync(user))!, (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10))!.ToArray());
        });
        return (email, key, codes);
    }

    private async Task<T> WithUserAsync<T>(string email, Func<UserManager<AppUser>, AppUser, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        return await act(users, (await users.FindByEmailAsync(email))!);
    }
}

[OnPostgres]
public sealed class SignInOnPostgresTests(AppFixture app) : SignInTests(app);
