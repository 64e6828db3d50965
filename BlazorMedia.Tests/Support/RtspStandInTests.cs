using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Tests.Support;

/// <summary>The source of all media tests must itself be beyond doubt.</summary>
public sealed class RtspStandInTests : IAsyncLifetime
{
    private readonly RtspStandIn server = new();
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Two_clients_get_every_packet_of_picture_and_sound()
    {
        await server.ServeAsync("cam", await new Clip().FileAsync());

        var runs = await Task.WhenAll(PullAsync("cam", "one.mp4"), PullAsync("cam", "two.mp4"));

        foreach (var (file, run) in runs)
        {
            run.Errors.ShouldNotContain("missed");
            await Ffmpeg.ShouldDecodeAsync(file, Ct);
            await Ffmpeg.ShouldBeEvenAsync(file, "v:0", 1 / 25d, 0, Ct);
            await Ffmpeg.ShouldBeEvenAsync(file, "a:0", 1024 / 48000d, 0, Ct);
        }
        server.Accepted.ShouldBe(2);
    }

    [Theory]
    [InlineData("pcm_alaw", 0, "pcm_alaw")]
    [InlineData(null, 0, null)]
    [InlineData("aac", 2, "aac")]
    public async Task Every_kind_of_clip_arrives_with_its_codecs(string? audio, int bFrames, string? heard)
    {
        await server.ServeAsync("cam", await new Clip { Audio = audio, BFrames = bFrames }.FileAsync());

        var (file, _) = await PullAsync("cam", "pulled.mkv", ["-bsf:v", "setts=pts=if(eq(PTS\\,NOPTS)\\,DTS\\,PTS)"]);

        (await Ffmpeg.StreamFactsAsync(file, "v:0", Ct))["codec_name"].ShouldBe("h264");
        (await Ffmpeg.StreamFactsAsync(file, "a:0", Ct)).GetValueOrDefault("codec_name").ShouldBe(heard);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBeGreaterThan(25);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_login_keeps_everybody_else_out(bool digest)
    {
        await server.ServeAsync("cam", await new Clip { Audio = null }.FileAsync());
        server.RequireLogin("operator", "se cre", digest);

        var (_, refused) = await PullAsync("cam", "refused.mp4");
        var (file, _) = await PullUrlAsync(server.Url("cam", "operator", "se%20cre"), "let-in.mp4");

        refused.ExitCode.ShouldNotBe(0);
        refused.Errors.ShouldContain("401");
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task An_unknown_path_is_not_found()
    {
        var (_, run) = await PullAsync("nobody", "none.mp4");

        run.Errors.ShouldContain("404");
    }

    [Fact]
    public async Task A_frozen_server_sends_nothing_until_it_thaws_and_a_cut_ends_the_client()
    {
        await server.ServeAsync("cam", await new Clip { Audio = null }.FileAsync());
        var file = folder.File("frozen.ts");
        var pull = Ffmpeg.RunAsync(["-rtsp_transport", "tcp", "-i", server.Url("cam"), "-c", "copy", "-flush_packets", "1", file], Ct);
        await GrowsAsync(file, 0);

        server.Freeze();
        await StandsStillAsync(file);
        server.Unfreeze();
        await GrowsAsync(file, new FileInfo(file).Length);
        server.Cut();

        (await pull).ShouldNotBeNull();
        server.Clients.ShouldBe(0);
    }

    [Fact]
    public async Task A_switch_gives_the_new_picture_to_connected_clients_and_to_new_ones()
    {
        var feed = await server.ServeAsync("cam", await new Clip().FileAsync());
        var file = folder.File("both.ts");
        var pull = Ffmpeg.RunAsync(["-rtsp_transport", "tcp", "-i", server.Url("cam"), "-c", "copy", "-flush_packets", "1", file], Ct);
        await GrowsAsync(file, 0);

        await feed.SwitchAsync(await new Clip { Size = "320x240" }.FileAsync());
        await GrowsAsync(file, new FileInfo(file).Length + 100_000);
        var (after, _) = await PullAsync("cam", "after.mp4");
        server.Close();
        await pull;

        var sizes = await ToolRun.OutputOfAsync("ffprobe", ["-v", "error", "-select_streams", "v:0", "-show_entries", "frame=width", "-of", "csv=p=0", file], Ct);
        sizes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim(',', ' ')).Distinct().ShouldBe(["640", "320"]);
        (await Ffmpeg.StreamFactsAsync(after, "v:0", Ct))["width"].ShouldBe("320");
    }

    private Task<(string File, ToolRun Run)> PullAsync(string path, string name, string[]? options = null) => PullUrlAsync(server.Url(path), name, options);

    private async Task<(string File, ToolRun Run)> PullUrlAsync(string url, string name, string[]? options = null)
    {
        var file = folder.File(name);
        return (file, await Ffmpeg.RunAsync(["-rtsp_transport", "tcp", "-i", url, "-t", "3", "-c", "copy", .. options ?? [], file], Ct));
    }

    private static Task GrowsAsync(string file, long beyond) => Eventually.TrueAsync(() => new FileInfo(file) is { Exists: true } f && f.Length > beyond, "the file grows");

    private static async Task StandsStillAsync(string file)
    {
        long before = -1;
        var still = 0;
        await Eventually.TrueAsync(
            () =>
            {
                var now = new FileInfo(file).Length;
                still = now == before ? still + 1 : 0;
                before = now;
                return still > 30;
            },
            "the file stands still");
    }
}
