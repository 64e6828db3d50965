using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Tests.Accounts;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/recordings?day=2026-11-20#x", "/recordings?day=2026-11-20#x")]
    [InlineData(null, "/home")]
    [InlineData("", "/home")]
    [InlineData("//evil.example", "/home")]
    [InlineData("/\\evil.example", "/home")]
    [InlineData("https://evil.example/", "/home")]
    [InlineData("javascript:alert(1)", "/home")]
    [InlineData("/\t/evil.example", "/home")]
    public void Only_a_path_of_this_site_is_followed(string? url, string expected) => LocalUrl.Or(url, "/home").ShouldBe(expected);
}
