using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Certificates of https, rtsps and rtmps sources are valid for some time yet.</summary>
internal sealed class CertificateCheck(LiveStreams streams, SourceVault vault, SourceCertificates certificates, TimeProvider clock) : IHealthCheck
{
    public const string Key = "streams.certificates";

    /// <summary>Time enough to get a new one.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    private const int AtOnce = 4;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var hosts = streams.All.Where(s => s.Path.Enabled).Select(s => vault.Open(s.Path)).Select(s => s is null ? null : HostOf(s.Url)).OfType<(string Host, int Port)>().Distinct().ToList();
        if (hosts.Count == 0) return HealthCheckSetup.Well("none", "No source uses a certificate.");
        var found = new List<(string Host, DateTimeOffset Expires)>();
        foreach (var some in hosts.Chunk(AtOnce))
        {
            var expiries = await Task.WhenAll(some.Select(h => certificates.ExpiryAsync(h.Host, h.Port, cancellationToken)));
            found.AddRange(some.Zip(expiries).Where(p => p.Second is not null).Select(p => ($"{p.First.Host}:{p.First.Port}", p.Second!.Value)));
        }
        return Judge(found, hosts.Count, clock.GetUtcNow());
    }

    public static HealthCheckResult Judge(IReadOnlyList<(string Host, DateTimeOffset Expires)> found, int hosts, DateTimeOffset now)
    {
        if (found.Count == 0) return HealthCheckSetup.Well("unread", $"None of {hosts} hosts showed its certificate.", hosts);
        var (host, expires) = found.MinBy(f => f.Expires);
        if (expires <= now) return HealthCheckSetup.Bad("expired", $"The certificate of {host} expired at {expires:u}.", host, expires);
        return expires - now < Notice
            ? HealthCheckSetup.Warn("expiring", $"The certificate of {host} expires at {expires:u}.", host, expires)
            : HealthCheckSetup.Well("ok", $"{found.Count} certificates are valid until {expires:u} at least.", found.Count, expires);
    }

    /// <summary>Null for a source without a certificate.</summary>
    public static (string Host, int Port)? HostOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return null;
        int? port = uri.Scheme switch { "https" => 443, "rtsps" => 322, "rtmps" => 443, _ => null };
        return port is { } usual ? (uri.Host, uri.Port > 0 ? uri.Port : usual) : null;
    }
}
