using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Smart;
using BlazorMedia.Web.Platform.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Smart;

/// <summary>The HTTP API of an encoder, with everything that a real one gets wrong.</summary>
public sealed class EncoderBoxTests(SmartFixture app) : IClassFixture<SmartFixture>, IAsyncLifetime
{
    private EncoderStandIn device = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EncoderBox Box => app.Services.GetRequiredService<EncoderBox>();

    public async ValueTask InitializeAsync() => device = await EncoderStandIn.StartAsync();

    public ValueTask DisposeAsync() => device.DisposeAsync();

    [Fact]
    public async Task Inputs_with_a_signal_are_counted_and_others_are_not() => (await Box.InputsAsync(device.Address, Ct)).ShouldBe(new BoxAnswer<int?>(1, null));

    [Theory]
    [InlineData("not json at all")]
    [InlineData("""{"result":"HDMI"}""")]
    [InlineData("""{"result":[1,null,{"avalible":"true","name":"HDMI"},{"avalible":true}]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Nonsense_is_no_input(string answer)
    {
        device.Inputs = answer;

        (await Box.InputsAsync(device.Address, Ct)).ShouldBe(new BoxAnswer<int?>(0, null));
    }

    [Fact]
    public async Task An_error_of_the_box_is_trouble_and_not_an_input()
    {
        device.Status = 500;

        (await Box.InputsAsync(device.Address, Ct)).Trouble.ShouldBe("http_500");
        (await Box.PictureAsync(device.Address, "rtsp://box/1", Ct)).Trouble.ShouldBe("http_500");
    }

    [Fact]
    public async Task A_slow_box_is_given_up()
    {
        device.Thinks = TimeSpan.FromSeconds(30);

        (await Box.InputsAsync(device.Address, Ct)).Trouble.ShouldBe(OutgoingErrors.Timeout);
    }

    [Fact]
    public async Task Nobody_there_is_trouble_with_the_connection() => (await Box.InputsAsync(new Uri("http://127.0.0.1:1"), Ct)).Trouble.ShouldBe(OutgoingErrors.Connection);

    [Theory]
    [InlineData("rtsp://127.0.0.1/0", new[] { "/1.jpg" })]
    [InlineData("rtsp://127.0.0.1/live?v=0", new[] { "/1.jpg" })]
    [InlineData("rtsp://127.0.0.1/live/3", new[] { "enc.getJPG 3", "/snap/3.jpg" })]
    public async Task The_picture_is_asked_for_as_the_kind_of_the_box_wants(string source, string[] asked)
    {
        device.Picture = [1, 2, 3];

        (await Box.PictureAsync(device.Address, source, Ct)).Value.ShouldBe(device.Picture);
        device.Asked.ShouldBe(asked);
    }

    [Fact]
    public async Task A_picture_larger_than_other_answers_comes_whole()
    {
        device.Picture = [.. Enumerable.Range(0, 300_000).Select(i => (byte)i)];

        (await Box.PictureAsync(device.Address, "rtsp://box/0", Ct)).Value.ShouldBe(device.Picture);
    }

    [Theory]
    [InlineData("rtsp://ada:p%40ss@192.168.1.168:554/0", "http://192.168.1.168/")]
    [InlineData("rtsp://encoder.lan:8554/live/1", "http://encoder.lan/")]
    [InlineData("rtsp://192.168.1.168/1", "http://192.168.1.168/")]
    [InlineData("testpattern://", null)]
    [InlineData("file:clip.mp4", null)]
    public void The_box_is_the_host_of_the_source_whatever_else_stands_in_it(string source, string? address) =>
        EncoderBox.AddressOf(source)?.AbsoluteUri.ShouldBe(address);

    [Theory]
    [InlineData("0xC86450", 117)] // 200, 100, 80
    [InlineData("blue", 0)]
    public async Task A_jpeg_is_scored_by_its_colours(string colour, int score) =>
        (await new SnapshotScore().OfAsync(await EncoderStandIn.JpegAsync(colour), SnapshotColours.Reference, Ct)).ShouldBe(score);

    [Fact]
    public async Task What_is_no_jpeg_has_no_score()
    {
        var whole = await EncoderStandIn.JpegAsync("blue");

        (await new SnapshotScore().OfAsync([1, 2, 3, 4], SnapshotColours.Reference, Ct)).ShouldBeNull();
        (await new SnapshotScore().OfAsync(whole[..20], SnapshotColours.Reference, Ct)).ShouldBeNull();
    }
}
