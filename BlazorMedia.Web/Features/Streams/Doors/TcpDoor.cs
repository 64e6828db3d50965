using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Streams.Doors;

/// <summary>
/// A TCP port of our own beside the web server's, on every address. A taken port is tried again and shown by a health check; it keeps nothing else from
/// running. One address cannot take all connections, and each serves its peer alone.
/// </summary>
/// <param name="serve">Serves one connection to its end; what it throws ends that connection only. The socket is closed afterwards.</param>
internal sealed partial class TcpDoor(string name, int port, Func<Socket, CancellationToken, Task> serve, TimeProvider time, ILogger logger)
{
    public const int MaxPerAddress = 64;
    public const int MaxInAll = 512;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Socket, Task> connections = new();
    private readonly ConcurrentDictionary<IPAddress, int> counts = new();

    public int Port => port;

    /// <summary>Why nobody can come in; null when all is well.</summary>
    public string? Problem { get; private set; }

    public bool IsOpen { get; private set; }

    public int Connections => connections.Count;

    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(BetweenTries, time);
        do
        {
            try
            {
                await ListenAsync(ct);
            }
            catch (SocketException exception)
            {
                if (Problem is null) LogClosed(name, port, exception.Message);
                (IsOpen, Problem) = (false, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        using var listener = Open(port);
        (IsOpen, Problem) = (true, null);
        LogOpen(name, port);
        try
        {
            while (true) Take(await listener.AcceptAsync(ct), ct);
        }
        finally
        {
            IsOpen = false;
            if (ct.IsCancellationRequested) await Task.WhenAll(connections.Values);
        }
    }

    private static Socket Open(int port)
    {
        var family = Socket.OSSupportsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (family == AddressFamily.InterNetworkV6) socket.DualMode = true;
            socket.Bind(new IPEndPoint(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, port));
            socket.Listen(128);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private void Take(Socket socket, CancellationToken ct)
    {
        if (socket.RemoteEndPoint is not IPEndPoint { Address: var address })
        {
            socket.Dispose();
            return;
        }
        var count = counts.AddOrUpdate(address, 1, (_, n) => n + 1);
        if (count > MaxPerAddress || connections.Count >= MaxInAll)
        {
            // Said once: whoever knocks a thousand times must not fill the log.
            if (count == MaxPerAddress + 1) LogCrowded(name, address.Text());
            Forget(socket, address);
            return;
        }
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connections[socket] = turn.Task;
        _ = ServeAsync(socket, address, turn, ct);
    }

    private async Task ServeAsync(Socket socket, IPAddress address, TaskCompletionSource turn, CancellationToken ct)
    {
        // The next one must not wait for what this one does before its first wait.
        await Task.Yield();
        try
        {
            socket.NoDelay = true;
            await serve(socket, ct);
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidDataException or OperationCanceledException or ObjectDisposedException)
        {
            LogEnded(name, address.Text(), exception.Message);
        }
        catch (Exception exception)
        {
            LogFailed(exception, name, address.Text());
        }
        finally
        {
            connections.TryRemove(socket, out _);
            Forget(socket, address);
            turn.SetResult();
        }
    }

    private void Forget(Socket socket, IPAddress address)
    {
        socket.Dispose();
        if (counts.AddOrUpdate(address, 0, (_, n) => n - 1) <= 0) counts.TryRemove(KeyValuePair.Create(address, 0));
    }

    [LoggerMessage(LogLevel.Information, "{Door} is open on port {Port}")]
    private partial void LogOpen(string door, int port);

    [LoggerMessage(LogLevel.Error, "{Door} cannot be opened on port {Port}; it is tried again: {Reason}")]
    private partial void LogClosed(string door, int port, string reason);

    [LoggerMessage(LogLevel.Warning, "{Door}: too many connections from {Address}; further ones are closed")]
    private partial void LogCrowded(string door, string? address);

    [LoggerMessage(LogLevel.Debug, "{Door}: the connection from {Address} ended: {Reason}")]
    private partial void LogEnded(string door, string? address, string reason);

    [LoggerMessage(LogLevel.Error, "{Door}: the connection from {Address} failed")]
    private partial void LogFailed(Exception exception, string door, string? address);
}
