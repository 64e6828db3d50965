using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Health;

namespace BlazorMedia.Tests.Operations.Health;

/// <summary>Against a camera that signs its certificate itself.</summary>
public sealed class SourceCertificateTests : IDisposable
{
    private readonly TcpListener camera = new(IPAddress.Loopback, 0);
    private readonly TestClock clock = new();
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;
    private int accepted;

    public SourceCertificateTests() => camera.Start();

    public void Dispose() => camera.Dispose();

    [Fact]
    public async Task The_expiry_is_read_once_a_day_whoever_signed_it()
    {
        using var certificate = Create(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
        var serving = ServeAsync(certificate);
        var certificates = new SourceCertificates(clock);
        var port = ((IPEndPoint)camera.LocalEndpoint).Port;

        (await certificates.ExpiryAsync("127.0.0.1", port, ct)).ShouldBe(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
        await certificates.ExpiryAsync("127.0.0.1", port, ct);
        accepted.ShouldBe(1, "the second time it is remembered");

        clock.Advance(TimeSpan.FromHours(25));
        await certificates.ExpiryAsync("127.0.0.1", port, ct);
        accepted.ShouldBe(2);
        camera.Stop();
        await serving;
    }

    [Fact]
    public async Task A_camera_that_is_away_has_no_certificate_to_speak_of()
    {
        var port = ((IPEndPoint)camera.LocalEndpoint).Port;
        camera.Stop();

        (await new SourceCertificates(clock).ExpiryAsync("127.0.0.1", port, ct)).ShouldBeNull();
    }

    private async Task ServeAsync(X509Certificate2 certificate)
    {
        try
        {
            while (true)
            {
                using var client = await camera.AcceptTcpClientAsync(ct);
                accepted++;
                try
                {
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(certificate);
                }
                catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // it only looked at the certificate
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // stopped
        }
    }

    private static X509Certificate2 Create(DateTimeOffset expires)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=camera.lan", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(expires.AddYears(-10), expires);
    }
}
