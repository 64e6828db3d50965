using System.Globalization;
using System.Net.Sockets;
using System.Text;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>Other programs fetch streams at our RTSP port.</summary>
public sealed class ReadOutTests(PublishFixture app) : IClassFixture<PublishFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("h264/aac", "libx264", "aac", "h264", "aac")]
    [InlineData("hevc", "libx265", "aac", "hevc", "aac")]
    [InlineData("opus", "libx264", "libopus", "h264", "opus")]
    public async Task FFmpeg_reads_every_codec_without_losing_a_picture(string name, string encoder, string sound, string video, string audio)
    {
        await AddFileAsync(name, new Clip { Seconds = 14, Video = encoder, Audio = sound });
        using var folder = new TempFolder();
        var copy = folder.File("copy.mkv");

        var run = await Ffmpeg.RunAsync(["-v", "warning", "-xerror", "-rtsp_transport", "tcp", "-i", Url(name), "-t", "4", "-c", "copy", copy], Ct);

        run.ExitCode.ShouldBe(0, run.Errors);
        (await Ffmpeg.StreamFactsAsync(copy, "v:0", Ct))["codec_name"].ShouldBe(video);
        (await Ffmpeg.StreamFactsAsync(copy, "a:0", Ct))["codec_name"].ShouldBe(audio);
        await Ffmpeg.ShouldDecodeAsync(copy, Ct);
        await Ffmpeg.ShouldBeEvenAsync(copy, "v:0", 0.04, 0.1, Ct);
    }

    [Fact]
    public async Task Pictures_that_are_shown_in_another_order_than_sent_decode()
    {
        await AddFileAsync("b-frames", new Clip(Seconds: 14, BFrames: 2));

        var run = await Ffmpeg.RunAsync(["-v", "error", "-xerror", "-rtsp_transport", "tcp", "-i", Url("b-frames"), "-t", "3", "-f", "null", "-"], Ct);

        (run.ExitCode, run.Errors).ShouldBe((0, ""));
    }

    [Fact]
    public async Task GStreamer_reads_it_too()
    {
        Assert.SkipUnless(Gst.IsThere, "GStreamer is not installed.");
        await AddFileAsync("gst", new Clip(Seconds: 14));

        var run = await Gst.LaunchAsync($"rtspsrc location={Url("gst")} protocols=tcp ! rtph264depay ! h264parse ! fakesink num-buffers=60", Ct);

        run.ExitCode.ShouldBe(0, run.Errors);
    }

    [Fact]
    public async Task Without_a_key_nobody_reads_and_UDP_is_refused()
    {
        await AddFileAsync("guarded", new Clip(Seconds: 14));

        (await AskAsync(string.Create(CultureInfo.InvariantCulture, $"DESCRIBE rtsp://127.0.0.1:{app.RtspPort}/guarded RTSP/1.0\r\nCSeq: 1\r\n\r\n"))).ShouldStartWith("RTSP/1.0 401");
        (await AskAsync(Request("DESCRIBE", "guarded", "wrong", ""))).ShouldStartWith("RTSP/1.0 401");
        (await AskAsync(Request("DESCRIBE", "nowhere", AppFixture.ApiKey, ""))).ShouldStartWith("RTSP/1.0 404");
        (await AskAsync(Request("DESCRIBE", "guarded", AppFixture.ApiKey, "") + Request("SETUP", "guarded/trackID=0", AppFixture.ApiKey, "Transport: RTP/AVP;unicast;client_port=5000-5001\r\n"), "461")).ShouldContain("RTSP/1.0 461");
    }

    [Fact]
    public async Task A_key_of_another_scope_reads_nothing()
    {
        await AddFileAsync("scoped", new Clip(Seconds: 14));
        using var client = await app.CreateApiClientAsync("recordings");
        var key = client.DefaultRequestHeaders.Authorization!.Parameter!;

        (await AskAsync(Request("DESCRIBE", "scoped", key, ""))).ShouldStartWith("RTSP/1.0 401");
    }

    [Fact]
    public async Task A_stream_that_sleeps_is_woken_by_a_reader_and_sleeps_again()
    {
        await AddFileAsync("sleepy", new Clip(Seconds: 14), onDemand: true);
        await app.UntilAsync("sleepy", "asleep");

        var run = await Ffmpeg.RunAsync(["-v", "error", "-xerror", "-rtsp_transport", "tcp", "-i", Url("sleepy"), "-t", "1", "-f", "null", "-"], Ct);

        run.ExitCode.ShouldBe(0, run.Errors);
        await app.UntilAsync("sleepy", "asleep");
    }

    private async Task AddFileAsync(string name, Clip clip, bool onDemand = false)
    {
        var file = await clip.FileAsync();
        var target = Path.Combine(app.DataDirectory, "media", Path.GetFileName(file));
        if (!File.Exists(target)) File.Copy(file, target);
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(app.Api, "/api/v1/streams", new { name, source = "file:///" + Path.GetFileName(file), onDemand }, Ct);
        answer.EnsureSuccessStatusCode();
        if (!onDemand) await app.UntilAsync(name, "live");
    }

    private string Url(string name) => string.Create(CultureInfo.InvariantCulture, $"rtsp://reader:{AppFixture.ApiKey}@127.0.0.1:{app.RtspPort}/{name}");

    private string Request(string method, string path, string key, string headers) => string.Create(CultureInfo.InvariantCulture,
        $"{method} rtsp://127.0.0.1:{app.RtspPort}/{path} RTSP/1.0\r\nCSeq: 1\r\nAuthorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("reader:" + key))}\r\n{headers}\r\n");

    private async Task<string> AskAsync(string request, string until = "CSeq")
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", app.RtspPort, Ct);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Ct);
        var (bytes, got) = (new byte[16 * 1024], 0);
        while (!Encoding.UTF8.GetString(bytes, 0, got).Contains(until, StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(bytes.AsMemory(got), Ct);
            if (read == 0) break;
            got += read;
        }
        return Encoding.UTF8.GetString(bytes, 0, got);
    }
}
