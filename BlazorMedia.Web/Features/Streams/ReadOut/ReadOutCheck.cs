using BlazorMedia.Web.Features.Streams.Publish;
using BlazorMedia.Web.Features.Streams.ReadOut.Rtsp;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Streams.ReadOut;

/// <summary>Other programs can fetch streams.</summary>
internal sealed class ReadOutCheck(RtspServer server) : IHealthCheck
{
    public const string Key = "streams.readout";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(PublishCheck.Judge(server.Door));
}
