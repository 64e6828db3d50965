using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>Real encoders at our own RTMP port.</summary>
public sealed class RtmpPublishTests(PublishFixture app) : IClassFixture<PublishFixture>, IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain", "live/plain", 0)]
    [InlineData("front/door", "live/front/door", 2)]
    [InlineData("live/own", "live/own", 0)]
    public async Task A_stream_that_FFmpeg_sends_is_live_and_decodes(string name, string path, int bFrames)
    {
        var key = await app.AddAsync(name);
        (await app.UntilAsync(name, "offline", "waiting-for-publisher")).Reconnects.ShouldBe(0);

        await using var encoder = await Encoder.StartAsync(app.RtmpUrl(path, key), clip: new Clip(Seconds: 120, BFrames: bFrames));
        var live = await app.UntilAsync(name, "live");

        (live.Video?.Codec, live.Audio?.Codec).ShouldBe(("h264", "aac"));
        await Ffmpeg.ShouldDecodeAsync(await app.CopyOfFirstSegmentAsync(name, folder), Ct);
        var publishing = (await app.PublishingAsync(name))!;
        (publishing.Publisher?.Address, publishing.Publisher?.Key).ShouldBe(("127.0.0.1", "encoder"));
        await Eventually.TrueAsync(async () => (await app.PublishingAsync(name))!.Keys.Single().LastAddress == "127.0.0.1", "the use of the key is noted");
        await encoder.DisposeAsync();
        await app.UntilAsync(name, "offline", "waiting-for-publisher");
        app.Streams.Find(name)!.Ring.Runs[^1].EndReason.ShouldBe("closed");
    }

    [Fact]
    public async Task Picture_without_sound_does_not_wait_for_any()
    {
        var key = await app.AddAsync("silent");

        await using var encoder = await Encoder.StartAsync(app.RtmpUrl("live/silent", key), clip: new Clip(Seconds: 60, Audio: null));

        (await app.UntilAsync("silent", "live")).Audio.ShouldBeNull();
    }

    [Theory]
    [InlineData("live/closed", "wrong")]
    [InlineData("live/closed", null)]
    [InlineData("live/nowhere", "wrong")]
    public async Task Without_the_right_key_nobody_comes_in(string path, string? key)
    {
        if (app.Streams.Find("closed") is null) await app.AddAsync("closed");

        await using var encoder = await Encoder.StartAsync(app.RtmpUrl(path, key));
        var words = await encoder.EndAsync(Ct);

        words.ShouldContain("No such stream, or a wrong key.");
        (await app.PublishingAsync("closed"))!.Publisher.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_publisher_is_refused_and_one_with_the_same_key_takes_over()
    {
        var key = await app.AddAsync("contested");
        var other = await app.AddKeyAsync("contested", "other");
        await using var first = await Encoder.StartAsync(app.RtmpUrl("live/contested", key));
        await app.UntilAsync("contested", "live");

        await using var second = await Encoder.StartAsync(app.RtmpUrl("live/contested", other));
        (await second.EndAsync(Ct)).ShouldContain("Another publisher sends this stream.");
        first.HasEnded.ShouldBeFalse();

        await using var again = await Encoder.StartAsync(app.RtmpUrl("live/contested", key));
        await first.EndAsync(Ct);
        await app.UntilAsync("contested", "live");
        again.HasEnded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_revoked_key_cuts_its_publisher_off()
    {
        var key = await app.AddAsync("revoked");
        await using var encoder = await Encoder.StartAsync(app.RtmpUrl("live/revoked", key));
        await app.UntilAsync("revoked", "live");
        var id = (await app.PublishingAsync("revoked"))!.Keys.Single().Id;

        (await app.Api.DeleteAsync($"/api/v1/publish-keys/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await encoder.EndAsync(Ct);
        await app.UntilAsync("revoked", "offline", "waiting-for-publisher");
    }

    [Fact]
    public async Task A_stream_that_is_switched_off_sends_its_publisher_away()
    {
        var key = await app.AddAsync("switched");
        await using var encoder = await Encoder.StartAsync(app.RtmpUrl("live/switched", key));
        await app.UntilAsync("switched", "live");

        using var off = await app.Api.PutAsync("/api/v1/streams/switched", System.Net.Http.Json.JsonContent.Create(new { enabled = false }), Ct);

        await encoder.EndAsync(Ct);
        await app.UntilAsync("switched", "disabled");
    }

    public void Dispose() => folder.Dispose();
}
