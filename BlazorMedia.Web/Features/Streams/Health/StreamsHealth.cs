using BlazorMedia.Web.Platform.Health;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Names the texts of the checks of streams.</summary>
internal sealed class StreamsHealthText;

internal static class StreamsHealth
{
    public static void AddStreamChecks(this IServiceCollection services)
    {
        services.AddSingleton<SourceCertificates>();
        services.AddHealthCheck<FfmpegCheck, StreamsHealthText>(FfmpegCheck.Key, new() { IsLocal = true, Every = TimeSpan.FromMinutes(10) });
        services.AddHealthCheck<RingCheck, StreamsHealthText>(RingCheck.Key, new() { IsLocal = true });
        services.AddHealthCheck<CertificateCheck, StreamsHealthText>(CertificateCheck.Key, new() { IsLocal = true, Every = TimeSpan.FromHours(1), Timeout = TimeSpan.FromMinutes(2), Href = "/streams" });
    }
}
