using System.Net.WebSockets;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary><c>/live/{id}/ws</c>: fragmented MP4 over a WebSocket.</summary>
internal sealed partial class LiveSocketDoor(LiveStreams streams, IOptionsMonitor<StreamsOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LiveSocketDoor> logger)
{
    // Whoever lost the right to watch is asked for it again after so long; a player comes back by itself and goes on where it was.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static void Map(WebApplication app)
    {
        // The sockets of this door alone: elsewhere the framework opens its own.
        var pipeline = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15) });
        pipeline.Run(http => http.RequestServices.GetRequiredService<LiveSocketDoor>().HandleAsync(http));
        app.MapGet("/live/{id:guid}/ws", pipeline.Build())
            .RequireAuthorization(Policies.Viewer).RequireScope("streams").WithMetadata(MediaBytes.Mark).WithTags("Live").ExcludeFromDescription();
    }

    private async Task HandleAsync(HttpContext http)
    {
        if (Refusal(http) is { } status)
        {
            http.Response.StatusCode = status;
            return;
        }
        var stream = streams.Find(Guid.Parse((string)http.Request.RouteValues["id"]!))!;
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        end.CancelAfter(Longest);
        await ServeAsync(socket, stream, end);
    }

    private int? Refusal(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest) return StatusCodes.Status400BadRequest;
        if (!OwnOrigin.Allows(http.Request)) return StatusCodes.Status403Forbidden;
        if (!Guid.TryParse((string?)http.Request.RouteValues["id"], out var id) || streams.Find(id) is not { } stream) return StatusCodes.Status404NotFound;
        return stream.Elsewhere is null ? null : StatusCodes.Status503ServiceUnavailable;
    }

    private async Task ServeAsync(WebSocket socket, LiveStream stream, CancellationTokenSource end)
    {
        var listening = ListenAsync(socket, end);
        try
        {
            await new LiveSocket(socket, stream, TimeSpan.FromSeconds(options.CurrentValue.RingSeconds), time).RunAsync(end.Token);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            LogNeverReads(stream.Name);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // the viewer, its time or the app is at an end
        }
        // Not closed politely: who does not read would not answer either.
        socket.Abort();
        await end.CancelAsync();
        await listening;
    }

    /// <summary>A viewer has nothing to say; what it sends is read only to see it leave.</summary>
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource end)
    {
        var nothing = new byte[128];
        try
        {
            while ((await socket.ReceiveAsync(nothing.AsMemory(), end.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // gone
        }
        await end.CancelAsync();
    }

    [LoggerMessage(LogLevel.Information, "A viewer of stream {Stream} took nothing for a while and was sent away")]
    private partial void LogNeverReads(string stream);
}
