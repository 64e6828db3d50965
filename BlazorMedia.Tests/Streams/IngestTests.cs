using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;
using BlazorMedia.Web.Features.Streams.Paths;

namespace BlazorMedia.Tests.Streams;

/// <summary>Real FFmpeg on a camera that misbehaves on command.</summary>
public sealed class IngestTests(StreamsFixture app) : IClassFixture<StreamsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain", "aac", 0, "aac", null)]
    [InlineData("b-frames", "aac", 2, "aac", null)]
    [InlineData("g711", "pcm_alaw", 0, "aac", "audio-transcoded")]
    [InlineData("silent", null, 0, null, null)]
    public async Task A_camera_becomes_live_whatever_it_sends(string name, string? sound, int bFrames, string? heard, string? warning)
    {
        await ServeAsync(name, new Clip { Audio = sound, BFrames = bFrames });

        var live = await app.UntilAsync(name, s => s.State == "live" && s.Bitrate > 0 && s.Video?.Fps > 0);

        (live.Video!.Codec, live.Video.Width, live.Video.Height, live.Audio?.Codec, live.Warning).ShouldBe(("h264", 640, 360, heard, warning));
        live.Video.Fps!.Value.ShouldBeInRange(20, 30);
        live.LastKeyframeAt.ShouldNotBeNull();
        await ShouldPlayAsync(live.Id);
    }

    [Fact]
    public async Task A_file_with_a_picture_that_browsers_cannot_play_is_transcoded_and_says_so()
    {
        var file = Path.Combine(app.DataDirectory, "media", "loop.avi");
        (await Ffmpeg.RunAsync(["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=10", "-t", "5", "-c:v", "mjpeg", file], Ct)).ExitCode.ShouldBe(0);

        (await app.AddAsync(new { name = "mjpeg", source = "file:///loop.avi" })).EnsureSuccessStatusCode();

        var live = await app.UntilAsync("mjpeg", s => s.State == "live" && s.Transcoding);
        live.Video!.Codec.ShouldBe("h264");
    }

    [Fact]
    public async Task A_frozen_camera_is_stalled_and_comes_back_by_itself()
    {
        await using var camera = new RtspStandIn();
        await ServeAsync("freezing", new Clip(), camera);
        await app.UntilAsync("freezing", s => s.State == "live");

        camera.Freeze();
        await app.UntilAsync("freezing", s => s.State == "stalled" || s.StateReason == "stalled");
        camera.Unfreeze();

        (await app.UntilAsync("freezing", s => s.State == "live")).Reconnects.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_wrong_password_is_unauthorised_and_the_right_one_makes_it_live()
    {
        await using var camera = new RtspStandIn();
        await camera.ServeAsync("cam", await new Clip().FileAsync());
        camera.RequireLogin("operator", "right");
        (await app.AddAsync(new { name = "locked", source = camera.Url("cam", "operator", "wrong") })).EnsureSuccessStatusCode();
        var refused = await app.UntilAsync("locked", s => s.State == "unauthorised");
        refused.LastError!.ShouldNotContain("wrong@");

        (await app.Api.PutAsJsonAsync("/api/v1/streams/locked", new { source = camera.Url("cam", "operator", "right") }, Ct)).EnsureSuccessStatusCode();

        await app.UntilAsync("locked", s => s.State == "live");
    }

    [Fact]
    public async Task Another_resolution_begins_a_new_run()
    {
        await using var camera = new RtspStandIn();
        var feed = await ServeAsync("changing", new Clip(), camera);
        await app.UntilAsync("changing", s => s.State == "live");

        await feed.SwitchAsync(await new Clip { Size = "320x180" }.FileAsync());

        var live = await app.UntilAsync("changing", s => s.State == "live" && s.Video?.Width == 320);
        var playlist = await PlaylistAsync(live.Id);
        playlist.ShouldContain("#EXT-X-DISCONTINUITY\n");
    }

    [Fact]
    public async Task A_path_on_demand_sleeps_until_somebody_watches_and_sleeps_again()
    {
        await app.Camera.ServeAsync("on-demand", await new Clip().FileAsync());
        (await app.AddAsync(new { name = "on-demand", source = app.Camera.Url("on-demand"), onDemand = true })).EnsureSuccessStatusCode();
        var asleep = await app.UntilAsync("on-demand", s => s.State == "asleep");

        await ShouldPlayAsync(asleep.Id);

        await app.UntilAsync("on-demand", s => s.State == "live");
        await app.UntilAsync("on-demand", s => s.State == "asleep");
    }

    [Fact]
    public async Task Twenty_viewers_cause_no_second_pull()
    {
        await using var camera = new RtspStandIn();
        await ServeAsync("watched", new Clip(), camera);
        var live = await app.UntilAsync("watched", s => s.State == "live");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ShouldPlayAsync(live.Id)));

        camera.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task A_disabled_path_pulls_nothing_and_a_deleted_one_leaves_nothing()
    {
        await using var camera = new RtspStandIn();
        await ServeAsync("leaving", new Clip(), camera);
        var live = await app.UntilAsync("leaving", s => s.State == "live");

        await app.Api.PutAsJsonAsync("/api/v1/streams/leaving", new { enabled = false }, Ct);
        await app.UntilAsync("leaving", s => s.State == "disabled" && camera.Clients == 0);
        (await app.Api.DeleteAsync("/api/v1/streams/leaving", Ct)).EnsureSuccessStatusCode();

        Directory.Exists(Path.Combine(app.DataDirectory, "ring", live.Id.ToString("N"))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_test_of_a_source_finds_codec_size_rate_and_sound()
    {
        await app.Camera.ServeAsync("tested", await new Clip().FileAsync());

        var answer = await app.Api.PostAsJsonAsync("/api/v1/source-tests", new { source = app.Camera.Url("tested") }, Ct);

        var report = (await answer.Content.ReadFromJsonAsync<SourceReport>(Ct))!;
        (report.Ok, report.VideoCodec, report.Width, report.Height, report.Fps, report.AudioCodec).ShouldBe((true, "h264", 640, 360, 25d, "aac"));
        report.BitsPerSecond.ShouldNotBeNull();
    }

    private async Task<RtspFeed> ServeAsync(string name, Clip clip, RtspStandIn? camera = null)
    {
        camera ??= app.Camera;
        var feed = await camera.ServeAsync(name, await clip.FileAsync());
        (await app.AddAsync(new { name, source = camera.Url(name) })).StatusCode.ShouldBe(HttpStatusCode.Created);
        return feed;
    }

    private Task<string> PlaylistAsync(Guid id) => app.Api.GetStringAsync($"/live/{id}/index.m3u8", Ct);

    /// <summary>Reads the playlist as a player does: init box and the newest part that can begin, which must decode.</summary>
    private async Task ShouldPlayAsync(Guid id)
    {
        var lines = (await PlaylistAsync(id)).Split('\n', StringSplitOptions.TrimEntries);
        var init = UriOf(lines.Last(l => l.StartsWith("#EXT-X-MAP:", StringComparison.Ordinal)));
        var part = UriOf(lines.Last(l => l.EndsWith("INDEPENDENT=YES", StringComparison.Ordinal)));
        var file = Path.Combine(app.DataDirectory, $"{Guid.NewGuid():N}.mp4");
        await File.WriteAllBytesAsync(file, [.. await BytesAsync(id, init), .. await BytesAsync(id, part)], Ct);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBeGreaterThan(0);
    }

    private Task<byte[]> BytesAsync(Guid id, string uri) => app.Api.GetByteArrayAsync($"/live/{id}/{uri}", Ct);

    private static string UriOf(string line) => line.Split("URI=\"")[1].Split('"')[0];
}
