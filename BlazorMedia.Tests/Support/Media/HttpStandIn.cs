using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Tests.Support.Media;

/// <summary>An encoder that sends a transport stream over HTTP in real time, and misbehaves on command.</summary>
internal sealed class HttpStandIn : IAsyncDisposable
{
    private const int Packet = 188;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(40);

    private readonly WebApplication web;
    private byte[] stream;
    private double bytesPerSecond;
    private volatile bool isHanging;
    private volatile int garbage;

    private HttpStandIn(WebApplication web, byte[] stream, double seconds) => (this.web, this.stream, bytesPerSecond) = (web, stream, stream.Length / seconds);

    public string Url => web.Urls.First() + "/live.ts";

    /// <summary>Connections that were made.</summary>
    public int Accepted { get; private set; }

    /// <param name="file">A transport stream.</param>
    /// <param name="seconds">How long it takes to send.</param>
    public static async Task<HttpStandIn> StartAsync(string file, double seconds)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", $"http://{IPAddress.Loopback}:0");
        var web = builder.Build();
        var server = new HttpStandIn(web, await File.ReadAllBytesAsync(file), seconds);
        web.MapGet("/live.ts", server.SendAsync);
        await web.StartAsync();
        return server;
    }

    /// <summary>A transport stream of a clip, with options of FFmpeg's output before the file.</summary>
    public static async Task<string> TransportStreamAsync(TempFolder folder, string clip, params string[] options)
    {
        var file = folder.File($"{Guid.NewGuid():N}.ts");
        var run = await Ffmpeg.RunAsync(["-v", "error", "-i", clip, "-c", "copy", .. options, "-f", "mpegts", file]);
        return run.ExitCode == 0 ? file : throw new InvalidOperationException(run.Errors);
    }

    /// <summary>The connection stays open and nothing comes any more.</summary>
    public void Hang() => isHanging = true;

    public void GoOn() => isHanging = false;

    /// <summary>Bytes of noise in the middle of the stream, once.</summary>
    public void SendGarbage(int bytes) => garbage = bytes;

    /// <summary>From the next connection on.</summary>
    public async Task SwitchAsync(string file, double seconds)
    {
        stream = await File.ReadAllBytesAsync(file);
        bytesPerSecond = stream.Length / seconds;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private async Task SendAsync(HttpContext http)
    {
        Accepted++;
        var (bytes, rate) = (stream, bytesPerSecond);
        http.Response.ContentType = "video/mp2t";
        using var timer = new PeriodicTimer(Tick);
        try
        {
            for (var sent = 0; sent < bytes.Length; await timer.WaitForNextTickAsync(http.RequestAborted))
            {
                if (isHanging) continue;
                if (Interlocked.Exchange(ref garbage, 0) is > 0 and var noise) await http.Response.Body.WriteAsync(Noise(noise), http.RequestAborted);
                var count = Math.Min(bytes.Length - sent, (int)(rate * Tick.TotalSeconds / Packet) * Packet);
                await http.Response.Body.WriteAsync(bytes.AsMemory(sent, count), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                sent += count;
            }
        }
        catch (OperationCanceledException)
        {
            // the client went away
        }
    }

    private static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
