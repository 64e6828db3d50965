using System.Security.Cryptography;
using System.Text;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Signing;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>Signatures as receivers compute them.</summary>
public sealed class SignatureTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_vector_of_Standard_Webhooks_comes_out()
    {
        var signature = Signature.StandardOf([Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Bytes("""{"test": 2432232314}"""));

        signature.ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Theory]
    [InlineData("your_webhook_secret_key", """{"site_name":"DramaRelayBot","stats":[{"project_id":"550e8400-e29b-41d4-a716-446655440000","task_id":42,"duration":30,"account_count":1,"yt_view_count":150,"yt_like_count":20,"yt_account_count":1}]}""", "bc5ef1b614672ae1e863afbda72d86f9488f42c87c2652ec1e7bd4830c181478")]
    [InlineData("secret_key_123", """{"site_name":"DramaRelayBot","stats":[{"project_id":"550e8400-e29b-41d4-a716-446655440000","task_id":42,"duration":30,"account_count":1,"tt_account_count":1}]}""", "cb58c67a6ed9d3656bd2e6a5fd2e4c4fb75052785414d5150469e62aacd1371a")]
    [InlineData("test_secret", """{"site_name":"DramaRelayBot","stats":[{"project_id":"\u9879\u76ee-\u00e9-\ud83c\udfac","task_id":999,"duration":15,"account_count":1,"yt_account_count":1}]}""", "35060697aee5ea343707947b622d9a2a3595b32216e12d45bbecd5fd0f916e76")]
    [InlineData("密钥", """{"site_name":"DramaRelayBot","stats":[{"project_id":"\u9879\u76ee-\u00e9-\ud83c\udfac","task_id":999,"duration":15,"account_count":1,"yt_account_count":1}]}""", "ab9f82da5542a0c6f7d7854835b952c28979d25ac26cd19b930c2b56df68ac9d")]
    [InlineData("X2C_WEBHOOK_SECRET", """{"site_name":"DramaRelayBot","stats":[{"project_id":null,"task_id":null,"duration":15,"account_count":1,"tt_account_count":1}]}""", "6194db3e12c4b13d87d36f3158aaf595be0768c5528db72947b19e8d878692eb")]
    public void The_hex_vectors_come_out(string secret, string body, string hex) =>
        Signature.HexOf(Key(secret), Bytes(body)).ShouldBe("sha256=" + hex);

    [Fact]
    public void Both_profiles_sign_with_the_same_key_and_name_the_event()
    {
        var headers = Signature.HeadersOf(SignatureProfile.Both, [Key("a plain secret of somebody")], "id-1", "recording.finished", Now, Bytes("{}")).ToDictionary();

        headers.Keys.ShouldBe(["webhook-id", "webhook-timestamp", "webhook-signature", "X-Webhook-Id", "X-Webhook-Timestamp", "X-Webhook-Event", "X-Webhook-Signature"], ignoreOrder: true);
        headers["webhook-timestamp"].ShouldBe("1614265330");
        headers["X-Webhook-Id"].ShouldBe("id-1");
        headers["X-Webhook-Event"].ShouldBe("recording.finished");
        var key = Bytes("a plain secret of somebody");
        headers["webhook-signature"].ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Bytes("id-1.1614265330.{}"))));
        headers["X-Webhook-Signature"].ShouldBe("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Bytes("{}"))));
    }

    [Fact]
    public void Every_key_signs_the_newest_first_and_hex_takes_the_newest()
    {
        List<SigningKey> keys = [Key("the newer secret of two"), Key("the older secret of two")];

        var list = Signature.StandardOf(keys, "id", "1", Bytes("{}")).Split(' ');

        list.ShouldBe([Signature.StandardOf([keys[0]], "id", "1", Bytes("{}")), Signature.StandardOf([keys[1]], "id", "1", Bytes("{}"))]);
        Signature.HeadersOf(SignatureProfile.Hex, keys, "id", "t", Now, Bytes("{}")).ToDictionary()["X-Webhook-Signature"].ShouldBe(Signature.HexOf(keys[0], Bytes("{}")));
    }

    [Theory]
    [InlineData("too short", "webhooks.secret_too_short")]
    [InlineData("whsec_dG9vIHNob3J0IGJ5dGVz", "webhooks.secret_invalid")]
    [InlineData("whsec_%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%", "webhooks.secret_invalid")]
    public void A_secret_that_cannot_sign_is_refused(string secret, string code) => SigningSecret.Check(secret).Refusal.Code.ShouldBe(code);

    [Fact]
    public void A_generated_secret_is_accepted_and_never_repeats()
    {
        SigningSecret.Check(SigningSecret.Generate()).IsSuccess.ShouldBeTrue();
        SigningSecret.KeyOf(SigningSecret.Generate()).Length.ShouldBe(32);
        SigningSecret.Generate().ShouldNotBe(SigningSecret.Generate());
        SigningSecret.Check(new string('a', WebhookSecret.MaxLength + 1)).Refusal.ShouldBe(WebhookRefusals.SecretTooLong);
        SigningSecret.Check("  a plain text secret  ").Value.ShouldBe("a plain text secret");
    }

    [Fact]
    public void At_rest_secrets_and_headers_are_not_readable_and_open_with_the_key_ring_only()
    {
        var vault = new SecretVault(new EphemeralDataProtectionProvider());
        var (secret, headers) = (vault.Protect("a plain text secret"), vault.ProtectHeaders(new Dictionary<string, string> { ["X-Token"] = "hunter22" }));

        secret.ShouldNotContain("plain");
        headers!.ShouldNotContain("hunter22");
        vault.Open(secret).ShouldBe("a plain text secret");
        vault.OpenHeaders(headers)!["X-Token"].ShouldBe("hunter22");
        var other = new SecretVault(new EphemeralDataProtectionProvider());
        other.Open(secret).ShouldBeNull();
        other.OpenHeaders(headers).ShouldBeNull();
        vault.OpenHeaders(null)!.ShouldBeEmpty();
        Key("a plain text secret").ToString().ShouldNotContain("plain");
    }

    private static SigningKey Key(string secret) => new(SigningSecret.KeyOf(secret), secret, null);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
