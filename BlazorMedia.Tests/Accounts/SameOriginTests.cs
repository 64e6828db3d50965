using System.Net;

namespace BlazorMedia.Tests.Accounts;

public sealed class SameOriginTests(DoorsFixture app) : IClassFixture<DoorsFixture>
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "none", true)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Origin", "{self}", true)]
    [InlineData("Origin", "http://evil.example", false)]
    [InlineData("Origin", "http://localhost:1", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("X-Nothing", "x", true)]
    public async Task A_cookie_changes_something_only_from_our_own_pages(string header, string value, bool passes)
    {
        using var browser = await app.SignInAsync();
        browser.DefaultRequestHeaders.Add(header, value.Replace("{self}", app.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

        using var answer = await browser.PostAsync(DoorsFixture.Scoped, null, TestContext.Current.CancellationToken);

        if (passes) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        else await answer.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "accounts.cross_site");
    }

    [Fact]
    public async Task Looking_is_allowed_from_anywhere_and_a_key_is_not_asked()
    {
        using var browser = await app.SignInAsync();
        using var program = app.CreateApiClient();
        foreach (var client in (HttpClient[])[browser, program]) client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        using var looked = await browser.GetAsync(DoorsFixture.Scoped, TestContext.Current.CancellationToken);
        using var changed = await program.PostAsync(DoorsFixture.Scoped, null, TestContext.Current.CancellationToken);

        looked.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
