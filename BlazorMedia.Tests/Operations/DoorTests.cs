using System.Net;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Operations;

public sealed class DoorTests(AppFixture app) : IClassFixture<AppFixture>
{
    private readonly CancellationToken ct = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_may_ask_whether_the_process_lives()
    {
        var answer = await app.CreateClient().GetAsync("/health/live", ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(ct)).ShouldBe("ok");
    }

    [Fact]
    public async Task The_overview_asks_for_a_sign_in()
    {
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };

        var answer = await stranger.GetAsync("/", ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldContain("/account/login?returnUrl=%2F");
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_page_and_a_404()
    {
        // somebody who is known: to a stranger every unknown address is the way to the sign-in
        using var client = await app.SignInAsync();

        var answer = await client.GetAsync("/no/such/page", ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(ct)).ShouldContain("<html");
    }

    [Theory]
    [InlineData("light", "standard.css", "all")]
    [InlineData("dark", "standard-dark.css", "all")]
    [InlineData("system", "standard-dark.css", "(prefers-color-scheme: dark)")]
    [InlineData("\"><script>", "standard-dark.css", "(prefers-color-scheme: dark)")]
    public async Task The_theme_is_chosen_by_its_cookie_before_anything_is_drawn(string cookie, string sheet, string media)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/not-found");
        request.Headers.Add("Cookie", $"bm-theme={Uri.EscapeDataString(cookie)}");

        var html = await (await app.CreateClient().SendAsync(request, ct)).Content.ReadAsStringAsync(ct);

        var name = Path.GetFileNameWithoutExtension(sheet);
        html.Split("<link").ShouldContain(l => System.Text.RegularExpressions.Regex.IsMatch(l, $@"css/{name}(\.\w+)?\.css") && l.Contains($"media=\"{media}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ru", "lang=\"ru\"")]
    [InlineData("zh-CN", "lang=\"zh-Hans\"")]
    [InlineData("fr", "lang=\"en\"")]
    public async Task The_page_speaks_the_language_of_the_browser(string wanted, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/not-found");
        request.Headers.Add("Accept-Language", wanted);

        (await (await app.CreateClient().SendAsync(request, ct)).Content.ReadAsStringAsync(ct)).ShouldContain(expected);
    }
}
