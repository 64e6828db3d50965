using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Streams.Faults;

/// <summary>Sources that send something else than a picture after a picture: nothing, noise, sound alone, times that jump.</summary>
public sealed class OddSourceTests(StreamsFixture app) : IClassFixture<StreamsFixture>, IDisposable
{
    private const int Seconds = 40;

    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_playlist_that_is_never_renewed_is_noticed_and_followed_again_when_it_is()
    {
        await using var source = await FfmpegSource.StartAsync("hls", await new Clip(Seconds: 120).FileAsync(), Ct);
        await app.AddAsync(new { name = "hls", source = source.Url });
        await app.UntilAsync("hls", s => s.State == "live");

        await source.FreezeAsync();
        var noticed = await app.UntilAsync("hls", s => s.State is "stalled" or "offline");
        await source.ThawAsync();

        noticed.StateReason.ShouldNotBeNull();
        await app.UntilAsync("hls", s => s.State == "live");
    }

    [Fact]
    public async Task A_body_that_stops_in_its_middle_is_stalled_and_pulled_anew()
    {
        await using var source = await HttpStandIn.StartAsync(await TransportStreamAsync(), Seconds);
        await app.AddAsync(new { name = "body", source = source.Url });
        await app.UntilAsync("body", s => s.State == "live");

        source.Hang();
        await app.UntilAsync("body", s => s.State == "stalled");
        source.GoOn();

        (await app.UntilAsync("body", s => s.State == "live")).Reconnects.ShouldBeGreaterThan(0);
        source.Accepted.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Noise_in_the_stream_costs_pictures_and_no_more()
    {
        await using var source = await HttpStandIn.StartAsync(await TransportStreamAsync(), Seconds);
        await app.AddAsync(new { name = "noise", source = source.Url });
        await app.UntilAsync("noise", s => s.State == "live");
        var task = await app.Api.StartRecordingAsync("noise");
        await app.Api.WaitForMediaAsync("noise", TimeSpan.FromSeconds(1));

        source.SendGarbage(50_000);
        await app.Api.WaitForMediaAsync("noise", TimeSpan.FromSeconds(3));
        var (recording, file) = await app.Api.FinishAsync(task, folder);

        recording.DurationMs.ShouldBeGreaterThan(3000);
        (await Ffmpeg.PacketsAsync(file, "v:0", Ct)).Select(p => p.Dts).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_camera_that_comes_back_with_sound_only_is_not_live()
    {
        var silent = folder.File("sound.ts");
        (await Ffmpeg.RunAsync(["-v", "error", "-i", await new Clip(Seconds).FileAsync(), "-vn", "-c:a", "copy", "-f", "mpegts", silent], Ct)).ExitCode.ShouldBe(0);
        await using var source = await HttpStandIn.StartAsync(await TransportStreamAsync(), Seconds);
        await app.AddAsync(new { name = "deaf", source = source.Url });
        await app.UntilAsync("deaf", s => s.State == "live");

        await source.SwitchAsync(silent, Seconds);
        source.Hang();
        await app.UntilAsync("deaf", s => s.State == "stalled");
        source.GoOn();
        var connections = source.Accepted;
        await Eventually.TrueAsync(() => source.Accepted > connections + 1, "it is tried again");

        (await app.GetAsync("deaf"))!.State.ShouldNotBe("live");
        await source.SwitchAsync(await TransportStreamAsync(), Seconds);
        await app.UntilAsync("deaf", s => s.State == "live");
    }

    [Theory]
    [InlineData("jump forward", "0", "5000")]
    [InlineData("jump back", "5000", "0")]
    [InlineData("wrap of 33 bits", "95438", null)]
    public async Task Times_that_jump_neither_stretch_nor_break_a_recording(string kind, string offset, string? then)
    {
        var clip = await new Clip(Seconds: 10).FileAsync();
        var file = await HttpStandIn.TransportStreamAsync(folder, clip, "-output_ts_offset", offset);
        if (then is not null) await AppendAsync(file, await HttpStandIn.TransportStreamAsync(folder, clip, "-output_ts_offset", then));
        var name = kind.Replace(' ', '-');
        await using var source = await HttpStandIn.StartAsync(file, then is null ? 10 : 20);
        await app.AddAsync(new { name, source = source.Url });
        await app.UntilAsync(name, s => s.State == "live");
        var begun = TimeProvider.System.GetTimestamp();
        var task = await app.Api.StartRecordingAsync(name);
        await Eventually.TrueAsync(async () => source.Accepted > 1 || (await app.GetAsync(name))!.Reconnects > 0, "the stream was sent to its end");
        var elapsed = TimeProvider.System.GetElapsedTime(begun);

        var (recording, recorded) = await app.Api.FinishAsync(task, folder);

        // A jump of 5000 s must not become 5000 s of film; what was pulled before the recording began is part of its first piece.
        recording.DurationMs.ShouldBeInRange(3000, (long)elapsed.TotalMilliseconds + 8000);
        (await Ffmpeg.PacketsAsync(recorded, "v:0", Ct)).Select(p => p.Dts).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_camera_with_a_keyframe_every_ten_seconds_is_recorded_whole()
    {
        var file = await HttpStandIn.TransportStreamAsync(folder, await new Clip(Seconds: Seconds, Gop: 250).FileAsync());
        await using var source = await HttpStandIn.StartAsync(file, Seconds);
        await app.AddAsync(new { name = "rare", source = source.Url });
        await app.UntilAsync("rare", s => s.State == "live");
        var task = await app.Api.StartRecordingAsync("rare");
        await app.Api.WaitForMediaAsync("rare", TimeSpan.FromSeconds(12));

        var (recording, recorded) = await app.Api.FinishAsync(task, folder);

        recording.Pieces.ShouldHaveSingleItem();
        await Ffmpeg.ShouldDecodeAsync(recorded, Ct);
        (await Ffmpeg.PacketsAsync(recorded, "v:0", Ct)).ShouldSatisfyAllConditions(p => p[0].IsKeyframe.ShouldBeTrue(), p => p.Count(k => k.IsKeyframe).ShouldBeInRange(1, 3));
    }

    private static async Task AppendAsync(string file, string more)
    {
        await using var end = new FileStream(file, FileMode.Append);
        await end.WriteAsync(await File.ReadAllBytesAsync(more, Ct), Ct);
    }

    private async Task<string> TransportStreamAsync() => await HttpStandIn.TransportStreamAsync(folder, await new Clip(Seconds).FileAsync());
}
