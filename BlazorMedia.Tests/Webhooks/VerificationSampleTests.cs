using System.Diagnostics;
using System.Globalization;
using System.Text;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Webhooks.Catalog;
using BlazorMedia.Web.Features.Webhooks.Signing;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>The code that people copy from the catalogue really accepts what we send, and nothing else.</summary>
public sealed class VerificationSampleTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("standard", "plain secret with spaces")]
    [InlineData("hex", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("hex", "plain secret with spaces")]
    public async Task The_shell_script_accepts_our_signature_and_refuses_a_changed_body(string profile, string secret)
    {
        var body = Encoding.UTF8.GetBytes("""{"type":"stream.ready","data":{"stream":"двор 🎬"}}""");
        var headers = Signature.HeadersOf(profile == "hex" ? SignatureProfile.Hex : SignatureProfile.Standard, [new(SigningSecret.KeyOf(secret), secret, null)], "msg-1", "stream.ready", TimeProvider.System.GetUtcNow(), body)
            .ToDictionary(h => h.Key, h => h.Value);

        (await RunAsync(profile, secret, headers, body)).ShouldBe(0);
        (await RunAsync(profile, secret[..^1] + "x", headers, body)).ShouldNotBe(0);
        (await RunAsync(profile, secret, headers, [.. body, (byte)' '])).ShouldNotBe(0);
    }

    [Fact]
    public async Task The_shell_script_refuses_what_is_old()
    {
        var (secret, body) = ("plain secret with spaces", Encoding.UTF8.GetBytes("{}"));
        var headers = Signature.HeadersOf(SignatureProfile.Standard, [new(SigningSecret.KeyOf(secret), secret, null)], "msg-1", "stream.ready", TimeProvider.System.GetUtcNow().AddHours(-1), body)
            .ToDictionary(h => h.Key, h => h.Value);

        (await RunAsync("standard", secret, headers, body)).ShouldNotBe(0);
    }

    [Fact]
    public void Every_profile_has_a_sample_in_every_language()
    {
        foreach (var profile in new[] { "standard", "hex" })
            foreach (var language in VerificationSample.Languages.Keys) VerificationSample.Of(profile, language).ShouldContain("secret");
    }

    public void Dispose() => folder.Dispose();

    private async Task<int> RunAsync(string profile, string secret, Dictionary<string, string> headers, byte[] body)
    {
        await File.WriteAllBytesAsync(folder.File("body.json"), body, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder.Path, RedirectStandardError = true, ArgumentList = { "-c", VerificationSample.Of(profile, "bash") } };
        start.Environment["secret"] = secret;
        start.Environment["id"] = headers.GetValueOrDefault("webhook-id");
        start.Environment["timestamp"] = headers.GetValueOrDefault("webhook-timestamp") ?? 0.ToString(CultureInfo.InvariantCulture);
        start.Environment["signature"] = headers.GetValueOrDefault("webhook-signature") ?? headers.GetValueOrDefault("X-Webhook-Signature");
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
