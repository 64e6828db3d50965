using System.Net;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Accounts;

public sealed class SecurityHeaderTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account/login", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/not-found", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/api/v1/streams", HttpStatusCode.Unauthorized)]
    [InlineData("/css/app.css", HttpStatusCode.OK)]
    [InlineData("/live/none", HttpStatusCode.Unauthorized)]
    public async Task Every_answer_says_what_the_browser_may_do_with_it(string path, HttpStatusCode status)
    {
        using var stranger = app.CreateClient();

        using var answer = await stranger.GetAsync(path, Ct);

        answer.StatusCode.ShouldBe(status);
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "X-Frame-Options").ShouldBe("DENY");
        Header(answer, "Referrer-Policy").ShouldBe("same-origin");
        Header(answer, "Permissions-Policy").ShouldContain("publickey-credentials-get=(self)");
        Header(answer, "Server").ShouldBe("");
        var policy = Header(answer, "Content-Security-Policy");
        foreach (var directive in (string[])["default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'"])
            policy.Split("; ").ShouldContain(directive);
        policy.ShouldNotContain("unsafe-eval");
    }

    [Fact]
    public async Task The_circuit_may_connect_to_this_host_and_to_no_other()
    {
        using var stranger = app.CreateClient();

        using var answer = await stranger.GetAsync("/account/login", Ct);

        Header(answer, "Content-Security-Policy").Split("; ").ShouldContain($"connect-src 'self' ws://{app.Address.Authority} wss://{app.Address.Authority}");
    }

    [Fact]
    public async Task What_belongs_to_a_person_is_not_kept_by_a_cache()
    {
        using var person = await app.SignInAsync();

        Header(await person.GetAsync("/account", Ct), "Cache-Control").ShouldContain("no-store");
        Header(await person.GetAsync("/api/v1/streams", Ct), "Cache-Control").ShouldBe("no-store");
        Header(await person.GetAsync("/css/app.css", Ct), "Cache-Control").ShouldNotContain("no-store");
    }

    [Fact]
    public async Task Without_https_nothing_is_said_about_https()
    {
        using var stranger = app.CreateClient();

        Header(await stranger.GetAsync("/account/login", Ct), "Strict-Transport-Security").ShouldBe("");
    }

    [Fact]
    public async Task A_failed_page_has_them_too()
    {
        using var person = await app.SignInAsync();
        using var content = new StringContent("{", System.Text.Encoding.UTF8, "application/json");

        using var answer = await person.PostAsync("/api/v1/streams", content, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Header(answer, "Content-Security-Policy").ShouldNotBeEmpty();
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
