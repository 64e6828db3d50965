using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlazorMedia.Tests.Support;

/// <summary>A real RTSP server of another maker, which a test stops and continues by signal. One client at a time.</summary>
internal sealed class GstRtspServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process process;

    private GstRtspServer(Process process, int port) => (this.process, Url) = (process, $"rtsp://127.0.0.1:{port}/cam");

    public string Url { get; }

    /// <summary>Null where GStreamer's server is not installed.</summary>
    public static async Task<GstRtspServer?> StartAsync()
    {
        var port = FreePort();
        var script = Path.Combine(Architecture.SourceTree.Root, "BlazorMedia.Tests", "Support", "gst_rtsp_server.py");
        if (!File.Exists(Python)) return null;
        var start = new ProcessStartInfo(Python, [script, port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync() == "ready") return new GstRtspServer(process, port);
        process.Dispose();
        return null;
    }

    /// <summary>SIGSTOP: connections stay, nothing moves any more.</summary>
    public Task StopAsync() => Signals.SendAsync(process.Id, "STOP");

    public Task ContinueAsync() => Signals.SendAsync(process.Id, "CONT");

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
