using BlazorMedia.Web.Features.Streams.Doors;
using BlazorMedia.Web.Features.Streams.Publish.Rtmp;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Streams.Publish;

/// <summary>Encoders can come in.</summary>
internal sealed class PublishCheck(RtmpServer server) : IHealthCheck
{
    public const string Key = "streams.publish";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Judge(server.Door));

    /// <param name="door">Null when it is switched off.</param>
    public static HealthCheckResult Judge(TcpDoor? door) => door switch
    {
        null => HealthCheckSetup.Well("off", "Nothing is opened."),
        { Problem: { } problem } => HealthCheckSetup.Warn("taken", $"Port {door.Port} cannot be opened: {problem}", door.Port, problem),
        _ => HealthCheckSetup.Well("ok", $"Port {door.Port} is open; {door.Connections} connections.", door.Port, door.Connections),
    };
}
