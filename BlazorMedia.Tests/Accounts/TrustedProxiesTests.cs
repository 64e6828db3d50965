using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Platform.Http;

namespace BlazorMedia.Tests.Accounts;

public sealed class TrustedProxiesTests(TrustedProxiesTests.BehindProxy behind, AppFixture direct) : IClassFixture<TrustedProxiesTests.BehindProxy>, IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_address_that_a_trusted_proxy_reports_is_written_down() =>
        (await AddressOfSignInAsync(behind, "203.0.113.7, 127.0.0.2")).ShouldBe("203.0.113.7");

    [Fact]
    public async Task Nobody_is_trusted_by_default() =>
        (await AddressOfSignInAsync(direct, "203.0.113.7")).ShouldBe("127.0.0.1");

    [Fact]
    public void Addresses_and_networks_are_read_and_what_is_neither_is_found() =>
        NetworkList.Parse("10.0.0.0/8, 192.168.1.2,fd00::/8,,proxy").Select(n => n?.ToString()).ShouldBe(["10.0.0.0/8", "192.168.1.2/32", "fd00::/8", null]);

    private static async Task<string?> AddressOfSignInAsync(AppFixture app, string forwardedFor)
    {
        var (_, email) = await app.AddPersonAsync();
        using var browser = app.CreateClient();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        (await browser.SendPasswordAsync(email, People.Password)).ShouldRedirectTo("/");
        return (await app.LinesAsync(email)).ShouldHaveSingleItem().Address;
    }

    public sealed class BehindProxy : AppFixture
    {
        protected override void Configure(IDictionary<string, string?> settings) => settings["Accounts:TrustedProxies"] = "127.0.0.0/8, ::1";
    }
}
