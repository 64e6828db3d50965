using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Until when the certificates of sources are valid; each host is asked once a day at most, because cameras are weak.</summary>
internal sealed class SourceCertificates(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    // A host that was away may be back in an hour.
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Host, int Port), (DateTimeOffset At, DateTimeOffset? Expires)> known = new();

    /// <returns>Null when the host shows none now: that it cannot be reached is its stream's business.</returns>
    public async Task<DateTimeOffset?> ExpiryAsync(string host, int port, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue((host, port), out var seen) && now - seen.At < (seen.Expires is null ? AskAgain : Fresh)) return seen.Expires;
        var expires = await ReadAsync(host, port, ct);
        known[(host, port)] = (now, expires);
        return expires;
    }

    private async Task<DateTimeOffset?> ReadAsync(string host, int port, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, either.Token);
            return await ReadAsync(client.GetStream(), host, either.Token);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && exception is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<DateTimeOffset?> ReadAsync(NetworkStream stream, string host, CancellationToken ct)
    {
        DateTimeOffset? expires = null;
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, shown, _, _) =>
        {
            if (shown is X509Certificate2 certificate) expires = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
            // Also one that is expired or signed by the camera itself is to be read; nothing is ever sent, so the connection may fail here.
            return false;
        });
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, ct);
        }
        catch (AuthenticationException) when (expires is not null)
        {
            // our own refusal
        }
        return expires;
    }
}
