using System.Buffers.Binary;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Streams.Pictures;

/// <summary>Real encoded pictures through the decoder that all paths share, in an order that would show a picture of the wrong path.</summary>
public sealed class SmallPicturesTests : IDisposable
{
    private readonly SmallPictures pictures = new(TimeProvider.System) { Patience = TimeSpan.FromSeconds(2) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => pictures.Dispose();

    [Fact]
    public async Task Each_picture_has_the_marks_by_which_it_is_judged()
    {
        (await FactsAsync("color=black:size=320x180")).ShouldSatisfyAllConditions(f => f.MeanLuma.ShouldBeLessThan(2), f => f.LumaDeviation.ShouldBeLessThan(1), f => f.Coloured.ShouldBe(0));
        (await FactsAsync("color=blue:size=640x360")).ShouldSatisfyAllConditions(f => f.Coloured.ShouldBeGreaterThan(0.99), f => f.DominantHue.ShouldBeGreaterThan(0.99));
        (await FactsAsync("color=blue:size=640x360,drawtext=text='NO SIGNAL':fontcolor=white:fontsize=48:x=(w-tw)/2:y=(h-th)/2"))
            .ShouldSatisfyAllConditions(f => f.Coloured.ShouldBeGreaterThan(0.9), f => f.DominantHue.ShouldBeGreaterThan(0.95), f => f.HueEntropy.ShouldBeLessThan(0.8));
        (await FactsAsync("testsrc2=size=1280x720")).ShouldSatisfyAllConditions(f => f.Strong.ShouldBeGreaterThan(0.9), f => f.HueEntropy.ShouldBeGreaterThan(2.5));
        (await FactsAsync("smptebars=size=320x240")).ShouldSatisfyAllConditions(f => f.Coloured.ShouldBeInRange(0.6, 0.8), f => f.HueEntropy.ShouldBeGreaterThan(2));
        (await FactsAsync("color=gray:size=320x180,noise=alls=40:allf=t,hue=s=0")).ShouldSatisfyAllConditions(f => f.Strong.ShouldBe(0), f => f.Coloured.ShouldBe(0));
        (await FactsAsync("mandelbrot=size=320x180,hue=s=0")).ShouldSatisfyAllConditions(f => f.Strong.ShouldBe(0), f => f.LumaDeviation.ShouldBeGreaterThan(6));
    }

    [Theory]
    [InlineData("libx265 -preset ultrafast -x265-params log-level=none")]
    [InlineData("libx264 -preset medium -bf 3")]
    [InlineData("libvpx-vp9 -deadline realtime -cpu-used 8")]
    public async Task The_codec_does_not_matter(string encoder)
    {
        (await FactsAsync("smptebars=size=320x240", encoder)).Coloured.ShouldBeInRange(0.6, 0.8);
        (await FactsAsync("color=black:size=320x240", encoder)).MeanLuma.ShouldBeLessThan(2);
        (await FactsAsync("smptebars=size=640x480", encoder)).Coloured.ShouldBeInRange(0.6, 0.8);
    }

    [Fact]
    public async Task A_picture_that_is_none_is_said_and_the_next_one_is_measured()
    {
        using var made = await RingOfPictures.MakeAsync("testsrc2=size=320x180", ct: Ct);
        var keyframe = made.Keyframes[0];
        await SpoilAsync(keyframe);

        await Should.ThrowAsync<IOException>(() => pictures.DecodeAsync(keyframe, Ct));

        (await FactsAsync("color=white:size=320x180")).MeanLuma.ShouldBeGreaterThan(250);
    }

    [Fact]
    public async Task A_keyframe_that_the_ring_has_let_go_is_no_picture_and_no_error()
    {
        using var made = await RingOfPictures.MakeAsync("testsrc2=size=320x180", ct: Ct);
        File.Delete(made.Keyframes[0].Segment.File);

        (await pictures.DecodeAsync(made.Keyframes[0], Ct)).ShouldBeNull();
    }

    private async Task<PictureFacts> FactsAsync(string picture, string encoder = "libx264 -preset ultrafast")
    {
        using var made = await RingOfPictures.MakeAsync(picture, encoder, ct: Ct);
        var rgb = await pictures.DecodeAsync(made.Keyframes[0], Ct);
        return PictureMeasure.Measure(rgb!, [], new byte[PictureSample.Bytes / 3], DateTimeOffset.UnixEpoch);
    }

    // Whole in its boxes, and one unit of a kind that no decoder knows.
    private static async Task SpoilAsync(RingFragment keyframe)
    {
        var sample = (await KeyframeSample.ReadAsync(keyframe, Ct))!;
        var bytes = await File.ReadAllBytesAsync(keyframe.Segment.File, Ct);
        var at = bytes.AsSpan().IndexOf(sample);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), sample.Length - 4);
        bytes.AsSpan(at + 4, sample.Length - 4).Fill(0x1F);
        await File.WriteAllBytesAsync(keyframe.Segment.File, bytes, Ct);
    }
}
