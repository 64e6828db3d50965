using System.Buffers.Text;
using System.Text;
using BlazorMedia.Web.Features.Accounts.AppTokens;

namespace BlazorMedia.Tests.Accounts;

public sealed class CompactJwsTests
{
    // RFC 7515, appendix A.1.
    private const string Published =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
        + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
        + "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static readonly byte[] PublishedKey = Base64Url.DecodeFromChars("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");

    [Fact]
    public void The_published_example_is_read_and_its_signature_holds()
    {
        var token = CompactJws.Parse(Published).ShouldNotBeNull();

        token.IsSignedWith(PublishedKey).ShouldBeTrue();
        token.Text("iss").ShouldBe("joe");
        token.TryMoment("exp", out var end).ShouldBeTrue();
        end.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1300819380));
    }

    [Fact]
    public void Another_key_and_a_changed_claim_break_the_signature()
    {
        var parts = Published.Split('.');
        var forged = $"{parts[0]}.{Encode("""{"iss":"eve"}""")}.{parts[2]}";

        CompactJws.Parse(Published)!.IsSignedWith([.. PublishedKey, 0]).ShouldBeFalse();
        CompactJws.Parse(forged)!.IsSignedWith(PublishedKey).ShouldBeFalse();
        CompactJws.Parse($"{parts[0]}.{parts[1]}.")!.IsSignedWith(PublishedKey).ShouldBeFalse();
    }

    [Fact]
    public void What_we_sign_is_read_back()
    {
        var token = CompactJws.Parse(CompactJws.Sign("""{"iss":"app"}"""u8, "short"u8)).ShouldNotBeNull();

        token.IsSignedWith("short"u8).ShouldBeTrue();
        token.Text("iss").ShouldBe("app");
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"HS384"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":"hs256"}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":["HS256"]}""")]
    [InlineData("""{"alg":"HS256","crit":["exp"],"exp":1}""")]
    [InlineData("""["HS256"]""")]
    [InlineData("not json")]
    public void Only_HS256_without_extensions_is_taken(string header)
    {
        var parts = Published.Split('.');

        CompactJws.Parse($"{Encode(header)}.{parts[1]}.{parts[2]}").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.%%%.AAAA")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.W10.AAAA")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30=.AAAA")]
    public void What_is_no_token_is_nothing(string text) => CompactJws.Parse(text).ShouldBeNull();

    [Fact]
    public void A_token_of_absurd_length_is_not_decoded() => CompactJws.Parse(Published + new string('A', 9000)).ShouldBeNull();

    [Theory]
    [InlineData("""{"exp":"tomorrow"}""", false)]
    [InlineData("""{"exp":1e300}""", false)]
    [InlineData("""{"exp":1300819380.5}""", true)]
    [InlineData("""{"exp":null}""", true)]
    [InlineData("{}", true)]
    public void A_date_is_a_number_of_seconds_or_absent(string claims, bool readable)
    {
        var token = CompactJws.Parse(CompactJws.Sign(Encoding.UTF8.GetBytes(claims), "k"u8)).ShouldNotBeNull();

        token.TryMoment("exp", out _).ShouldBe(readable);
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
