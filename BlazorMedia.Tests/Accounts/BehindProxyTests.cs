using System.Net;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Accounts;

/// <summary>What changes when a proxy that is trusted says who asked, and how.</summary>
public sealed class BehindProxyTests(BehindProxyTests.ProxiedFixture app) : IClassFixture<BehindProxyTests.ProxiedFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https", "media.example.org", "max-age=31536000")]
    [InlineData("https", "localhost", "")]
    [InlineData("https", "127.0.0.1:5080", "")]
    [InlineData("http", "media.example.org", "")]
    public async Task Browsers_are_told_to_stay_with_https_only_where_it_is_used_and_the_name_is_ours(string scheme, string host, string expected)
    {
        using var answer = await AskAsync("/account/login", "192.0.2.1", scheme, host);

        (answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? string.Join(',', values) : "").ShouldBe(expected);
    }

    [Fact]
    public async Task The_circuit_may_connect_to_the_name_that_the_browser_used()
    {
        using var answer = await AskAsync("/account/login", "192.0.2.1", "https", "media.example.org");

        string.Join("", answer.Headers.GetValues("Content-Security-Policy")).ShouldContain("connect-src 'self' ws://media.example.org wss://media.example.org;");
    }

    [Fact]
    public async Task One_address_that_asks_too_much_does_not_close_the_door_to_another()
    {
        HttpStatusCode status;
        var asked = 0;
        do
        {
            using var answer = await AskAsync("/api/v1/streams", "192.0.2.9", "http", "media.example.org");
            status = answer.StatusCode;
        }
        while (status != HttpStatusCode.TooManyRequests && ++asked < 400);
        using var neighbour = await AskAsync("/api/v1/streams", "198.51.100.4", "http", "media.example.org");

        status.ShouldBe(HttpStatusCode.TooManyRequests);
        neighbour.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string address, string scheme, string host)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        request.Headers.Add("X-Forwarded-For", address);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return await client.SendAsync(request, Ct);
    }

    public sealed class ProxiedFixture : AppFixture
    {
        protected override void Configure(IDictionary<string, string?> settings)
        {
            settings["Accounts:TrustedProxies"] = "127.0.0.1";
            settings["Accounts:Limits:RequestsPerMinutePerAddress"] = "20";
        }
    }
}
