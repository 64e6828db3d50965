using System.Collections.Concurrent;
using System.Text.Json;
using BlazorMedia.Tests.Support.Media;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Tests.Streams.Smart;

/// <summary>An HDMI encoder's HTTP API on a real port: input states and snapshots, and whatever nonsense a test wants of it.</summary>
internal sealed class EncoderStandIn : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Task<byte[]>> Pictures = new();

    private readonly WebApplication app;

    private EncoderStandIn(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>The body of the answer to <c>enc.getInputState</c>.</summary>
    public string Inputs { get; set; } = """{"jsonrpc":"2.0","result":[{"avalible":true,"name":"HDMI"},{"avalible":false,"name":"SDI"},{"avalible":true,"name":"USB"}]}""";

    public int Status { get; set; } = StatusCodes.Status200OK;

    public byte[] Picture { get; set; } = [];

    /// <summary>How long it thinks before every answer.</summary>
    public TimeSpan Thinks { get; set; }

    public ConcurrentQueue<string> Asked { get; } = [];

    public static async Task<EncoderStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var box = new EncoderStandIn(builder.Build());
        box.app.MapPost("/RPC", box.AnswerAsync);
        box.app.MapGet("/{**path}", box.ShowAsync);
        await box.app.StartAsync();
        return box;
    }

    /// <summary>A 320x180 JPEG of one colour.</summary>
    public static Task<byte[]> JpegAsync(string colour) => Pictures.GetOrAdd(colour, async wanted =>
    {
        var file = Path.GetTempFileName();
        try
        {
            (await Ffmpeg.RunAsync(["-f", "lavfi", "-i", $"color=c={wanted}:s=320x180", "-frames:v", "1", "-update", "1", "-f", "image2", "-c:v", "mjpeg", file])).ExitCode.ShouldBe(0);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        var method = request.RootElement.GetProperty("method").GetString()!;
        Asked.Enqueue(request.RootElement.TryGetProperty("params", out var parameters) ? $"{method} {parameters[0].GetString()}" : method);
        await ThinkAsync(context);
        await context.Response.WriteAsync(method == "enc.getInputState" ? Inputs : """{"jsonrpc":"2.0","id":"1","result":"ok"}""");
    }

    private async Task ShowAsync(HttpContext context)
    {
        Asked.Enqueue(context.Request.Path);
        await ThinkAsync(context);
        await context.Response.Body.WriteAsync(Picture);
    }

    private async Task ThinkAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        using var timer = new PeriodicTimer(Thinks + TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync(context.RequestAborted);
    }
}
