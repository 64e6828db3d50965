using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BlazorMedia.Tests.Support.Rtsp;

/// <summary>
/// An RTSP server that misbehaves on command. Serves any number of paths to any number of clients over TCP.
/// Knows nothing of a test framework: the benchmark uses these files too.
/// </summary>
internal sealed class RtspStandIn : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RtspFeed> feeds = new();
    private readonly ConcurrentDictionary<RtspConnection, byte> connections = new();
    private readonly CancellationTokenSource stop = new();
    private TcpListener listener;
    private TaskCompletionSource? frost;

    public RtspStandIn(int port = 0)
    {
        listener = Listen(port);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    public RtspLogin? Login { get; private set; }

    public bool IsFrozen => frost is not null;

    /// <summary>Connected clients now: one pull per path, however many watch, is what the app promises.</summary>
    public int Clients => connections.Count;

    /// <summary>Connections since the start.</summary>
    public int Accepted { get; private set; }

    public string Url(string path) => $"rtsp://127.0.0.1:{Port}/{path}";

    public string Url(string path, string user, string password) => $"rtsp://{user}:{password}@127.0.0.1:{Port}/{path}";

    /// <summary>Plays the clip in real time and without end under this path.</summary>
    public async Task<RtspFeed> ServeAsync(string path, string clip) => feeds[path] = await RtspFeed.StartAsync(clip);

    /// <summary>Connections stay open and new ones are accepted, but nothing is sent any more: a camera that hangs.</summary>
    public void Freeze() => frost ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Unfreeze()
    {
        var old = frost;
        frost = null;
        old?.SetResult();
    }

    /// <summary>Closes every connection; new ones are served.</summary>
    public void Cut()
    {
        foreach (var connection in connections.Keys) connection.Dispose();
    }

    /// <summary>Closes every connection and refuses new ones: a camera without power.</summary>
    public void Close()
    {
        listener.Stop();
        Cut();
    }

    /// <summary>Listens again after <see cref="Close"/>.</summary>
    public void Open() => listener = Listen(Port);

    /// <summary>From now on 401 to everybody else; null ends it.</summary>
    public void RequireLogin(string? user, string password = "", bool digest = true) => Login = user is null ? null : new RtspLogin(user, password, digest);

    public RtspFeed? Find(Uri address)
    {
        var path = address.AbsolutePath.Trim('/');
        var track = path.LastIndexOf("/trackID=", StringComparison.Ordinal);
        return feeds.GetValueOrDefault(track < 0 ? path : path[..track]);
    }

    internal Task ThawedAsync(CancellationToken ct) => frost?.Task.WaitAsync(ct) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Unfreeze();
        Close();
        foreach (var feed in feeds.Values) await feed.DisposeAsync();
        stop.Dispose();
    }

    private TcpListener Listen(int port)
    {
        var fresh = new TcpListener(IPAddress.Loopback, port);
        fresh.Start();
        _ = Task.Run(() => AcceptAsync(fresh));
        return fresh;
    }

    private async Task AcceptAsync(TcpListener source)
    {
        try
        {
            while (true)
            {
                var connection = new RtspConnection(await source.AcceptTcpClientAsync(stop.Token), this);
                Accepted++;
                connections.TryAdd(connection, 0);
                _ = Task.Run(() => ServeAsync(connection));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // closed
        }
    }

    private async Task ServeAsync(RtspConnection connection)
    {
        try
        {
            await connection.RunAsync(stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            // the client went away, or was cut
        }
        finally
        {
            connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }
}
