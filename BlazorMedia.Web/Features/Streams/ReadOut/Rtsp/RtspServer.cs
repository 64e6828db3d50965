using System.Net.Sockets;
using BlazorMedia.Web.Features.Streams.Doors;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtsp;

/// <summary>Hands streams out by RTSP for as long as the app runs.</summary>
internal sealed class RtspServer(LiveStreams streams, ReadOutGate gate, IOptions<ReadOutOptions> options, TimeProvider time, ILogger<RtspServer> logger) : BackgroundService
{
    /// <summary>Null when it is switched off.</summary>
    public TcpDoor? Door { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RtspPort == 0) return;
        Door = new TcpDoor("RTSP", options.Value.RtspPort, ServeAsync, time, logger);
        await Door.RunAsync(stoppingToken);
    }

    private async Task ServeAsync(Socket socket, CancellationToken ct)
    {
        using var connection = new RtspConnection(socket, streams, gate, time);
        await connection.RunAsync(ct);
    }
}
