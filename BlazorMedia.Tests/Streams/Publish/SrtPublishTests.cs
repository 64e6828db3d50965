using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Publish.Keys;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>A published stream that is opened for SRT too.</summary>
public sealed class SrtPublishTests(PublishFixture app) : IClassFixture<PublishFixture>, IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SRT_comes_in_with_the_passphrase_only_and_makes_way_for_RTMP_while_nobody_sends()
    {
        var key = await app.AddAsync("both");
        var door = await OpenAsync("both");
        (door.Port, door.Passphrase?.Length).ShouldBe((app.SrtPort, 24));
        (await app.PublishingAsync("both"))!.Srt.ShouldBe(new SrtDoorDto(app.SrtPort, null));
        await app.UntilAsync("both", "offline", "waiting-for-publisher");
        await Eventually.TrueAsync(() => app.Streams.Find("both")!.Input is { Address.IsListener: true }, "FFmpeg listens");

        await using (var wrong = await Encoder.StartAsync(Url(door with { Passphrase = "not-the-right-one" }), "mpegts")) (await wrong.EndAsync(Ct)).ShouldNotBeEmpty();
        await Eventually.TrueAsync(() => app.Streams.Find("both")!.Input is { Address.IsListener: true }, "FFmpeg goes on listening");

        await using (var sender = await Encoder.StartAsync(Url(door), "mpegts"))
        {
            (await app.UntilAsync("both", "live")).Audio?.Codec.ShouldBe("aac");
            await Ffmpeg.ShouldDecodeAsync(await app.CopyOfFirstSegmentAsync("both", folder), Ct);
            await using var second = await Encoder.StartAsync(app.RtmpUrl("live/both", key));
            (await second.EndAsync(Ct)).ShouldContain("Another publisher sends this stream.");
        }

        await app.UntilAsync("both", "offline", "waiting-for-publisher");
        await using var encoder = await Encoder.StartAsync(app.RtmpUrl("live/both", key));
        await app.UntilAsync("both", "live");
        app.Streams.Find("both")!.Input!.Publication.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_port_belongs_to_one_stream_until_it_is_closed()
    {
        await app.AddAsync("one");
        await app.AddAsync("two");
        using (var closed = await app.Api.DeleteAsync("/api/v1/publish-srt/both", Ct)) { }
        await OpenAsync("one");

        using var taken = await app.Api.PutAsync("/api/v1/publish-srt/two", null, Ct);
        taken.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await taken.Content.ReadAsStringAsync(Ct)).ShouldContain("publish.srt_ports_taken");
        using (var closed = await app.Api.DeleteAsync("/api/v1/publish-srt/one", Ct)) closed.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await OpenAsync("two")).Port.ShouldBe(app.SrtPort);
        using (var closed = await app.Api.DeleteAsync("/api/v1/publish-srt/two", Ct)) closed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => folder.Dispose();

    private async Task<SrtDoorDto> OpenAsync(string name)
    {
        using var answer = await app.Api.PutAsync($"/api/v1/publish-srt/{name}", null, Ct);
        return await answer.ReadAsync<SrtDoorDto>();
    }

    private static string Url(SrtDoorDto door) => FormattableString.Invariant($"srt://127.0.0.1:{door.Port}?passphrase={door.Passphrase}&pbkeylen=16&connect_timeout=3000");
}
