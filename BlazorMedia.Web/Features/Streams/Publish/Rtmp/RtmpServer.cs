using BlazorMedia.Web.Features.Streams.Doors;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>Takes streams by RTMP for as long as the app runs.</summary>
internal sealed class RtmpServer(PublishGate gate, Publications publications, IOptions<PublishOptions> options, TimeProvider time, ILogger<RtmpServer> logger) : BackgroundService
{
    /// <summary>Null when it is switched off.</summary>
    public TcpDoor? Door { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RtmpPort == 0) return;
        Door = new TcpDoor("RTMP", options.Value.RtmpPort, ServeAsync, time, logger);
        await Door.RunAsync(stoppingToken);
    }

    private async Task ServeAsync(System.Net.Sockets.Socket socket, CancellationToken ct)
    {
        using var connection = new RtmpConnection(socket, gate, publications, time);
        await connection.RunAsync(ct);
    }
}
