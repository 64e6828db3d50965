using System.Net;
using System.Text.Json;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Accounts;

/// <summary>What a browser and a program do with the account pages and refusals.</summary>
internal static class AccountForms
{
    public static async Task<HttpResponseMessage> SendFormAsync(this HttpClient browser, string path, string selector, params (string Name, string Value)[] values)
    {
        var form = await SignInPage.FormAsync(browser, path, selector);
        var fields = SignInPage.Fields(form);
        foreach (var (name, value) in values) fields[name] = value;
        return await browser.PostAsync(SignInPage.Action(form, path), new FormUrlEncodedContent(fields));
    }

    public static Task<HttpResponseMessage> SendPasswordAsync(this HttpClient browser, string email, string password, string query = "") =>
        browser.SendFormAsync("/account/login" + query, "form:has([type=password])", ("Form.Email", email), ("Form.Password", password));

    /// <summary>The page as a reader sees it: letters beyond ASCII are written as entities.</summary>
    public static async Task<string> GetTextAsync(this HttpClient browser, string path) => WebUtility.HtmlDecode(await browser.GetStringAsync(path));

    public static void ShouldRedirectTo(this HttpResponseMessage answer, string pathAndQuery)
    {
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.SeeOther);
        var to = answer.Headers.Location!;
        (to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString).ShouldBe(pathAndQuery);
    }

    public static async Task ShouldBeRefusedAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("code").GetString().ShouldBe(code);
    }

    /// <summary>The value that the answer sets, or null when it does not.</summary>
    public static string? CookieOf(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Where(c => c.StartsWith(name + "=", StringComparison.Ordinal)).Select(c => WebUtility.UrlDecode(c[(name.Length + 1)..].Split(';')[0])).LastOrDefault()
            : null;
}
