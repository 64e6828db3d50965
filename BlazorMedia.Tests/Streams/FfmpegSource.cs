using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BlazorMedia.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Tests.Streams;

/// <summary>A live source of another protocol than RTSP: FFmpeg as the server, or a folder of HLS segments on a web server.</summary>
internal sealed class FfmpegSource : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly ProcessStartInfo start = new("ffmpeg") { RedirectStandardInput = true };
    private Process process;
    private WebApplication? web;
    private volatile bool disposed;

    private FfmpegSource(string clip, IEnumerable<string> output)
    {
        string[] arguments = ["-v", "quiet", "-re", "-stream_loop", "-1", "-i", clip, .. output.Select(o => o.Replace("{folder}", folder.Path, StringComparison.Ordinal))];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        process = Start();
    }

    public string Url { get; private init; } = "";

    public static async Task<FfmpegSource> StartAsync(string kind, string clip, CancellationToken ct)
    {
        var port = FreePort();
        string[] copy = ["-c", "copy"];
        return kind switch
        {
            "http-ts" => new(clip, [.. copy, "-f", "mpegts", "-listen", "1", $"http://127.0.0.1:{port}/live.ts"]) { Url = $"http://127.0.0.1:{port}/live.ts" },
            "http-flv" => new(clip, [.. copy, "-f", "flv", "-listen", "1", $"http://127.0.0.1:{port}/live.flv"]) { Url = $"http://127.0.0.1:{port}/live.flv" },
            "http-mjpeg" => new(clip, ["-an", "-c:v", "mjpeg", "-f", "mpjpeg", "-listen", "1", $"http://127.0.0.1:{port}/video"]) { Url = $"http://127.0.0.1:{port}/video" },
            "udp" => new(clip, [.. copy, "-f", "mpegts", $"udp://127.0.0.1:{port}?pkt_size=1316"]) { Url = $"udp://127.0.0.1:{port}" },
            "srt" => new(clip, [.. copy, "-f", "mpegts", $"srt://127.0.0.1:{port}?mode=listener"]) { Url = $"srt://127.0.0.1:{port}" },
            "rtmp" => new(clip, [.. copy, "-f", "flv", "-listen", "1", $"rtmp://127.0.0.1:{port}/live/cam"]) { Url = $"rtmp://127.0.0.1:{port}/live/cam" },
            "hls" => await StartHlsAsync(clip, port, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>What FFmpeg serves or writes stands still until <see cref="ThawAsync"/>.</summary>
    public Task FreezeAsync() => Signals.SendAsync(process.Id, "STOP");

    public Task ThawAsync() => Signals.SendAsync(process.Id, "CONT");

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        if (web is not null) await web.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<FfmpegSource> StartHlsAsync(string clip, int port, CancellationToken ct)
    {
        var source = new FfmpegSource(clip, ["-c", "copy", "-f", "hls", "-hls_time", "2", "-hls_list_size", "6", "-hls_flags", "delete_segments", "{folder}/index.m3u8"]) { Url = $"http://127.0.0.1:{port}/index.m3u8" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        source.web = builder.Build();
        source.web.Urls.Add($"http://127.0.0.1:{port}");
        var types = new FileExtensionContentTypeProvider { Mappings = { [".m3u8"] = "application/vnd.apple.mpegurl", [".ts"] = "video/mp2t" } };
        source.web.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(source.folder.Path), ContentTypeProvider = types });
        await source.web.StartAsync(ct);
        await Eventually.TrueAsync(() => File.Exists(source.folder.File("index.m3u8")), "the HLS playlist is there");
        return source;
    }

    // As a listener FFmpeg serves one client and ends; a camera would go on.
    private Process Start()
    {
        var started = new Process { StartInfo = start, EnableRaisingEvents = true };
        started.Exited += (_, _) =>
        {
            if (!disposed) process = Start();
        };
        started.Start();
        return started;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
