using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Tests.Streams;

/// <summary>Every protocol that a source may speak, pulled from a real server of it; judged by the very first segment, where the headers are decided.</summary>
public sealed class SourceKindTests(StreamsFixture app) : IClassFixture<StreamsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http-ts")]
    [InlineData("http-flv")]
    [InlineData("hls")]
    [InlineData("udp")]
    [InlineData("srt")]
    [InlineData("rtmp")]
    public async Task Picture_and_sound_of_every_protocol_decode_from_the_first_segment_on(string kind)
    {
        await using var source = await FfmpegSource.StartAsync(kind, await new Clip(Seconds: 120).FileAsync(), Ct);

        var first = await FirstSegmentAsync(kind, source.Url);

        await Ffmpeg.ShouldDecodeAsync(first, Ct);
        var sound = await Ffmpeg.StreamFactsAsync(first, "a:0", Ct);
        (sound["codec_name"], sound["channels"]).ShouldBe(("aac", "1"));
        int.Parse(sound["extradata_size"]).ShouldBeGreaterThan(0, "without its configuration no browser plays the sound");
    }

    [Fact]
    public async Task Sound_that_browsers_cannot_play_becomes_AAC()
    {
        await using var source = await FfmpegSource.StartAsync("http-ts", await new Clip(Seconds: 120) { Audio = "ac3" }.FileAsync(), Ct);
        await app.AddAsync(new { name = "ac3", source = source.Url });

        var live = await app.UntilAsync("ac3", s => s is { State: "live", Audio.Codec: "aac" });

        live.Warning.ShouldBe("audio-transcoded");
    }

    [Fact]
    public async Task An_MJPEG_camera_of_five_pictures_a_second_stays_one()
    {
        await using var source = await FfmpegSource.StartAsync("http-mjpeg", await new Clip(Seconds: 120, Fps: 5, Gop: 5).FileAsync(), Ct);
        await app.AddAsync(new { name = "five", source = source.Url });

        var live = await app.UntilAsync("five", s => s is { State: "live", Transcoding: true, Video.Fps: > 0 } && s.Bitrate > 0);

        live.Video!.Fps!.Value.ShouldBeInRange(3, 8);
    }

    private async Task<string> FirstSegmentAsync(string name, string url)
    {
        await app.AddAsync(new { name, source = url });
        await app.UntilAsync(name, s => s.State == "live");
        var streams = (LiveStreams)app.Services.GetService(typeof(LiveStreams))!;
        var run = streams.Find(name)!.Ring.Current!;
        await Eventually.TrueAsync(() => run.Segments.Length > 0 && (run.Segments[0].IsClosed || run.Segments[0].Fragments.Length > 4), "a few fragments are there");
        // A copy up to the last whole fragment: what is being written behind it is not ours to judge.
        var last = run.Segments[0].Fragments[^1];
        var copy = Path.Combine(app.DataDirectory, $"{name}.mp4");
        await File.WriteAllBytesAsync(copy, (await File.ReadAllBytesAsync(run.Segments[0].File, Ct))[..(int)(last.Offset + last.Length)], Ct);
        return copy;
    }
}
