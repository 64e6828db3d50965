using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;
using BlazorMedia.Web.Features.Recordings.Files;

namespace BlazorMedia.Tests.Recordings.Faults;

/// <summary>A recording survives what happens around it. The file decides: packets, their times, and a decode to the end.</summary>
[Collection(FaultTests.Name)]
public sealed class RecordingFaultTests : IAsyncLifetime
{
    private const double Frame = 1 / 25d;
    private const double AacFrame = 1024 / 48000d;

    private readonly RtspStandIn camera = new();
    private readonly TempFolder folder = new();
    private AppProcess? app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Client => app!.Client;

    public async ValueTask InitializeAsync()
    {
        app = await AppProcess.StartAsync();
        await camera.ServeAsync("cam", await new Clip(Seconds: 64).FileAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await app!.DisposeAsync();
        await camera.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_recording_without_a_fault_holds_every_packet()
    {
        await GoLiveAsync();
        var task = await Client.StartRecordingAsync("cam");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(4));

        var (recording, file) = await Client.FinishAsync(task, folder);

        recording.Pieces.ShouldHaveSingleItem();
        await ShouldBeUnbrokenAsync(file);
        (await Ffmpeg.DurationAsync(file, Ct)).ShouldBe(recording.DurationMs / 1000d, 0.1);
        recording.DurationMs.ShouldBeGreaterThan(4000);
        new FileInfo(file).Length.ShouldBe(recording.Bytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killing_the_application_loses_nothing_and_gives_one_file(bool onDemand)
    {
        await GoLiveAsync();
        if (onDemand) (await Client.PutAsJsonAsync("/api/v1/streams/cam", new { onDemand }, Ct)).EnsureSuccessStatusCode();
        var ffmpeg = app!.FfmpegPids().ShouldHaveSingleItem();
        var task = await Client.StartRecordingAsync("cam");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));

        await app.KillAsync();
        await RingGrowsAsync(300_000);
        await app.StartAgainAsync();
        await Client.WaitForStateAsync("cam", "live");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));
        app.FfmpegPids().ShouldBe([ffmpeg]);
        var (recording, file) = await Client.FinishAsync(task, folder);

        recording.Pieces.ShouldHaveSingleItem();
        await ShouldBeUnbrokenAsync(file);
        (await Client.ListRecordingsAsync("cam")).ShouldHaveSingleItem();
        camera.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Killing_the_application_while_it_finalises_gives_one_whole_file()
    {
        await GoLiveAsync();
        var task = await Client.StartRecordingAsync("cam");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(3));

        await Client.StopRecordingAsync(task);
        await app!.KillAsync();
        FinishedFiles().Length.ShouldBeLessThanOrEqualTo(1);
        await app.StartAgainAsync();
        var recording = await Client.WaitUntilReadyAsync(task.RecordingId);

        await ShouldBeUnbrokenAsync(await Client.DownloadAsync(recording.FileUrl!, folder));
        FinishedFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Killing_FFmpeg_leaves_a_gap_that_is_cut_out_and_told()
    {
        await GoLiveAsync();
        var task = await Client.StartRecordingAsync("cam");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));

        await Signals.SendAsync(app!.FfmpegPids().ShouldHaveSingleItem(), "KILL");

        await ShouldBecomeTwoPiecesAsync(task.RecordingId, () => FinishWhenBackAsync(task));
    }

    [Fact]
    public async Task A_camera_that_closes_the_connection_leaves_a_gap_that_is_cut_out_and_told()
    {
        await GoLiveAsync();
        var task = await Client.StartRecordingAsync("cam");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));

        camera.Cut();

        await ShouldBecomeTwoPiecesAsync(task.RecordingId, () => FinishWhenBackAsync(task));
    }

    [Fact]
    public async Task A_camera_that_changes_its_password_for_a_while_does_not_end_the_recording()
    {
        await GoLiveAsync();
        var task = await Client.StartRecordingAsync("cam");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));

        camera.RequireLogin("other", "other");
        camera.Cut();
        await Client.WaitForStateAsync("cam", "unauthorised");
        camera.RequireLogin(null);

        await ShouldBecomeTwoPiecesAsync(task.RecordingId, () => FinishWhenBackAsync(task));
    }

    [Fact]
    public async Task A_real_server_that_is_stopped_by_a_signal_does_not_end_the_recording()
    {
        await using var server = await GstRtspServer.StartAsync();
        Assert.SkipWhen(server is null, "GStreamer's RTSP server is not installed");
        await Client.AddStreamAsync("real", server.Url);
        await Client.WaitForStateAsync("real", "live");
        var task = await Client.StartRecordingAsync("real");
        await Client.WaitForMediaAsync("real", TimeSpan.FromSeconds(2));

        await server.StopAsync();
        await Client.WaitForStateAsync("real", "stalled");
        await server.ContinueAsync();
        await Client.WaitForStateAsync("real", "live");
        await Client.WaitForMediaAsync("real", TimeSpan.FromSeconds(2));
        var (recording, file) = await Client.FinishAsync(task, folder);

        recording.Pieces.Count.ShouldBe(2);
        recording.Pieces[1].GapReason.ShouldNotBeNullOrEmpty();
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task A_changed_resolution_gives_a_file_for_each()
    {
        var feed = await camera.ServeAsync("changing", await new Clip(Seconds: 64).FileAsync());
        await GoLiveAsync("changing");
        var task = await Client.StartRecordingAsync("changing");
        await Client.WaitForMediaAsync("changing", TimeSpan.FromSeconds(2));

        await feed.SwitchAsync(await new Clip(Seconds: 64) { Size = "320x240" }.FileAsync());
        await Eventually.TrueAsync(async () => await Client.FindStreamAsync("changing") is { State: "live", Video.Width: 320 }, "the new size is live");
        await Client.WaitForMediaAsync("changing", TimeSpan.FromSeconds(2));
        await Client.StopRecordingAsync(task);
        await Client.WaitUntilReadyAsync(task.RecordingId);

        var files = await Eventually.GetAsync(
            async () => await Client.ListRecordingsAsync("changing") is { Count: 2 } all && all.All(r => r.State == "ready") ? all : null, "two files are ready");
        files.Select(f => f.Width).ShouldBe([640, 320], ignoreOrder: true);
        foreach (var recording in files)
        {
            var file = await Client.DownloadAsync(recording.FileUrl!, folder);
            // An encoder that is reconfigured sends nothing for a moment; what it sent last before that belongs to the first file.
            await ShouldBeUnbrokenAsync(file, ignoreLast: recording.Width == 640 ? 1 : 0);
            (await WidthsAsync(file)).ShouldBe([$"{recording.Width}"]);
        }
    }

    [Theory]
    [InlineData("pcm_alaw", 0, "aac")]
    [InlineData(null, 0, null)]
    [InlineData("aac", 2, "aac")]
    public async Task Every_kind_of_camera_is_recorded_whole(string? audio, int bFrames, string? recorded)
    {
        await camera.ServeAsync("odd", await new Clip(Seconds: 64) { Audio = audio, BFrames = bFrames }.FileAsync());
        await GoLiveAsync("odd");
        var task = await Client.StartRecordingAsync("odd");
        await Client.WaitForMediaAsync("odd", TimeSpan.FromSeconds(3));

        var (recording, file) = await Client.FinishAsync(task, folder);

        recording.AudioCodec.ShouldBe(recorded);
        (await Ffmpeg.StreamFactsAsync(file, "a:0", Ct)).GetValueOrDefault("codec_name").ShouldBe(recorded);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        // Pictures that are shown before the last one may have been sent after it.
        await Ffmpeg.ShouldBeEvenAsync(file, "v:0", Frame, bFrames > 0 ? 0.2 : 0, Ct);
        (await Ffmpeg.PacketsAsync(file, "v:0", Ct)).Select(p => p.Dts).ShouldBeInOrder();
    }

    private async Task GoLiveAsync(string path = "cam")
    {
        await Client.AddStreamAsync(path, camera.Url(path));
        await Client.WaitForStateAsync(path, "live");
    }

    private async Task RingGrowsAsync(long bytes)
    {
        var ring = new DirectoryInfo(Path.Combine(app!.DataDirectory, "ring"));
        long Size() => ring.EnumerateFiles("*.mp4", SearchOption.AllDirectories).Sum(f => f.Length);
        var before = Size();
        await Eventually.TrueAsync(() => Size() > before + bytes, "FFmpeg goes on writing without the application");
    }

    private async Task<(RecordingDetailDto Recording, string File)> FinishWhenBackAsync(Web.Features.Recordings.Tasks.RecordingTaskDto task)
    {
        await Eventually.TrueAsync(async () => await Client.FindStreamAsync("cam") is { State: "live", Reconnects: > 0 }, "the stream is back");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));
        return await Client.FinishAsync(task, folder);
    }

    private async Task ShouldBecomeTwoPiecesAsync(Guid id, Func<Task<(RecordingDetailDto Recording, string File)>> finish)
    {
        var (recording, file) = await finish();

        recording.Id.ShouldBe(id);
        recording.Pieces.Count.ShouldBe(2);
        recording.Pieces[0].GapReason.ShouldBeNull();
        recording.Pieces[1].GapReason.ShouldNotBeNullOrEmpty();
        var gap = recording.Pieces[1].StartedAt - recording.Pieces[0].StartedAt - TimeSpan.FromMilliseconds(recording.Pieces[0].DurationMs);
        // Where a fresh run stands on the wall clock is known to the length of a fragment.
        gap.ShouldBeGreaterThan(TimeSpan.FromSeconds(-0.6));
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        // The gap is cut out. The sound of the first piece may reach a fragment further than its pictures and is not thrown away.
        var times = await Ffmpeg.PresentationTimesAsync(file, "v:0", Ct);
        times.Zip(times.Skip(1), (a, b) => b - a).ShouldAllBe(step => step > 0.001 && step < 0.6);
        var sound = await Ffmpeg.PresentationTimesAsync(file, "a:0", Ct);
        (times[^1] - sound[^1]).ShouldBe(0, 0.2);
        (recording.Pieces.Sum(p => p.DurationMs) / 1000d).ShouldBe(await Ffmpeg.DurationAsync(file, Ct), 0.3);
    }

    private static async Task ShouldBeUnbrokenAsync(string file, double ignoreLast = 0)
    {
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        await Ffmpeg.ShouldBeEvenAsync(file, "v:0", Frame, ignoreLast, Ct);
        await Ffmpeg.ShouldBeEvenAsync(file, "a:0", AacFrame, ignoreLast, Ct);
    }

    private static async Task<IEnumerable<string>> WidthsAsync(string file)
    {
        var text = await ToolRun.OutputOfAsync("ffprobe", ["-v", "error", "-select_streams", "v:0", "-show_entries", "frame=width", "-of", "csv=p=0", file], Ct);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim(',', ' ')).Distinct();
    }

    private string[] FinishedFiles() =>
        [.. Directory.GetFiles(Path.Combine(app!.DataDirectory, "recordings"), "*.mp4", SearchOption.AllDirectories).Where(f => !f.Contains("/.", StringComparison.Ordinal))];
}
