using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams;

public sealed class SourceAddressTests
{
    [Theory]
    [InlineData("rtsp://10.0.0.5/stream1", SourceKind.Rtsp)]
    [InlineData("rtsps://camera.local:322/a/b?x=1", SourceKind.Rtsp)]
    [InlineData("rtmp://host/live/key", SourceKind.Rtmp)]
    [InlineData("https://host/live.flv", SourceKind.Http)]
    [InlineData("https://host/a/index.m3u8?session=1", SourceKind.Hls)]
    [InlineData("srt://host:9000?streamid=x", SourceKind.Srt)]
    [InlineData("udp://239.0.0.1:5000", SourceKind.Udp)]
    [InlineData("file:///loop.mp4", SourceKind.File)]
    [InlineData("file:loop.mp4", SourceKind.File)]
    [InlineData("testpattern://demo", SourceKind.TestPattern)]
    [InlineData("testpattern://", SourceKind.TestPattern)]
    public void The_scheme_decides_how_a_source_is_pulled(string address, SourceKind kind) => SourceAddress.Parse(address).Value.Kind.ShouldBe(kind);

    [Theory]
    [InlineData(null, "streams.source_missing")]
    [InlineData("  ", "streams.source_missing")]
    [InlineData("camera", "streams.source_invalid")]
    [InlineData("rtsp://ho\nst/a", "streams.source_invalid")]
    [InlineData("ftp://host/a", "streams.source_scheme_unknown")]
    [InlineData("concat:/etc/passwd", "streams.source_scheme_unknown")]
    [InlineData("srt://host", "streams.source_port_missing")]
    public void A_bad_address_is_refused_with_what_to_change(string? address, string code)
    {
        var refusal = SourceAddress.Parse(address).Refusal;

        (refusal.Code, refusal.Field).ShouldBe((code, "source"));
    }

    [Theory]
    [InlineData("rtsp://user:secret@host/a", "rtsp://user:***@host/a")]
    [InlineData("rtsp://user:se@cret@host/a", "rtsp://user:***@host/a")]
    [InlineData("https://TOKEN@host/a", "https://***@host/a")]
    [InlineData("rtsp://h/user=admin_password=X_y_channel=1_stream=0.sdp", "rtsp://h/user=admin_password=***_channel=1_stream=0.sdp")]
    [InlineData("http://h/v?loginuse=a&loginpas=X", "http://h/v?loginuse=a&loginpas=***")]
    [InlineData("http://h/v?usr=a&psw=X", "http://h/v?usr=a&psw=***")]
    [InlineData("https://host/a?token=abc&x=1", "https://host/a?token=***&x=1")]
    [InlineData("srt://host:9000?passphrase=0123456789&mode=caller", "srt://host:9000?passphrase=***&mode=caller")]
    [InlineData("[error] rtsp://a:b@host/x: Server returned 401", "[error] rtsp://a:***@host/x: Server returned 401")]
    public void Secrets_are_masked_wherever_an_address_is_shown(string address, string shown) => SourceAddress.Mask(address).ShouldBe(shown);

    [Theory]
    [InlineData("file:clip.mp4", "clip.mp4")]
    [InlineData("file:///cams/a%20b.mp4", "cams/a b.mp4")]
    [InlineData("rtsp://host/clip.mp4", null)]
    public void A_file_is_named_relative_to_its_folder(string address, string? name) => SourceAddress.Parse(address).Value.FileName.ShouldBe(name);
}
