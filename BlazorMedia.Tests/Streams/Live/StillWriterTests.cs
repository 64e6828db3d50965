using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;

namespace BlazorMedia.Tests.Streams.Live;

/// <summary>Stills out of a real ring.</summary>
public sealed class StillWriterTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StillWriter writer = new();
    private readonly TestClock clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        writer.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(null, null, 640, 360)]
    [InlineData(320, null, 320, 180)]
    [InlineData(null, "100,50,200,100", 200, 100)]
    [InlineData(160, "600,300,200,100", 160, 80)]
    [InlineData(null, "-50,-50,5000,5000", 640, 360)]
    public async Task The_picture_has_the_size_that_was_asked_and_a_crop_stays_within_it(int? width, string? crop, int wide, int high)
    {
        var jpeg = await WriteAsync(StillLook.Create(width, crop: crop).Value);

        var facts = await Ffmpeg.StreamFactsAsync(await SaveAsync(jpeg), "v:0", Ct);
        (facts["codec_name"], facts["width"], facts["height"]).ShouldBe(("mjpeg", $"{wide}", $"{high}"));
    }

    [Fact]
    public async Task Colours_and_quality_are_as_asked()
    {
        var plain = await WriteAsync(StillLook.Plain);
        var coarse = await WriteAsync(StillLook.Create(quality: 5).Value);
        var black = await WriteAsync(StillLook.Create(brightness: -100).Value);
        var grey = await WriteAsync(StillLook.Create(saturation: -100).Value);

        coarse.Length.ShouldBeLessThan(plain.Length / 2);
        (await SpreadAsync(plain)).ShouldBeGreaterThan(100);
        (await SpreadAsync(grey)).ShouldBeLessThan(6);
        (await MeanAsync(black)).ShouldBeLessThan(await MeanAsync(plain) / 2);
    }

    [Fact]
    public async Task What_no_decoder_reads_is_an_error_with_words()
    {
        var failure = await Should.ThrowAsync<InvalidDataException>(() => writer.WriteAsync(new byte[5000], StillLook.Plain, Ct));

        failure.Message.ShouldContain("pipe:0");
    }

    [Fact]
    public async Task Many_who_ask_at_once_get_the_same_picture_and_an_older_one_only_who_allows_it()
    {
        var stream = await StreamAsync();
        var cache = new StillCache(writer, clock);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cache.NewestAsync(stream, StillLook.Plain, TimeSpan.Zero, Ct)));
        var small = await cache.NewestAsync(stream, StillLook.Create(width: 64).Value, TimeSpan.Zero, Ct);

        all.ShouldAllBe(s => ReferenceEquals(s, all[0]));
        small.ShouldNotBeSameAs(all[0]);
        clock.Advance(all[0]!.TakenAt - clock.GetUtcNow() + TimeSpan.FromSeconds(5));
        RingClipEnter.Drop(stream.Ring, stream.Ring.LastKeyframe!);
        (await cache.NewestAsync(stream, StillLook.Plain, TimeSpan.FromSeconds(10), Ct)).ShouldBeSameAs(all[0]);
        (await cache.NewestAsync(stream, StillLook.Plain, TimeSpan.Zero, Ct)).ShouldNotBeSameAs(all[0]);
    }

    [Fact]
    public async Task Too_many_looks_at_once_get_no_picture_and_later_ones_do_again()
    {
        var stream = await StreamAsync();
        var cache = new StillCache(writer, clock);

        var all = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => cache.NewestAsync(stream, StillLook.Create(width: 64 + (2 * i)).Value, TimeSpan.Zero, Ct)));

        all.Count(s => s is null).ShouldBeGreaterThan(0);
        (await cache.NewestAsync(stream, StillLook.Create(width: 32).Value, TimeSpan.Zero, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_segment_that_the_ring_let_go_is_no_picture_and_no_error()
    {
        var stream = await StreamAsync();
        foreach (var segment in stream.Ring.Segments) File.Delete(segment.File);

        (await new StillCache(writer, clock).NewestAsync(stream, StillLook.Plain, TimeSpan.Zero, Ct)).ShouldBeNull();
    }

    private async Task<byte[]> WriteAsync(StillLook look)
    {
        var stream = await StreamAsync();
        return await writer.WriteAsync((await StillFrames.ReadAsync(stream.Ring.LastKeyframe!, Ct)).ShouldNotBeNull(), look, Ct);
    }

    private Task<LiveStream> StreamAsync() => RingClipEnter.StreamAsync(new Clip(Seconds: 8), folder.File("run"), clock, Ct);

    private async Task<string> SaveAsync(byte[] jpeg)
    {
        var file = folder.File($"{Guid.NewGuid():N}.jpg");
        await File.WriteAllBytesAsync(file, jpeg, Ct);
        return file;
    }

    /// <summary>Largest difference between the channels of one pixel.</summary>
    private async Task<int> SpreadAsync(byte[] jpeg) => (await PixelsAsync(jpeg)).Max(p => p.Max() - p.Min());

    private async Task<double> MeanAsync(byte[] jpeg) => (await PixelsAsync(jpeg)).Average(p => p.Average(c => (double)c));

    private async Task<IReadOnlyList<byte[]>> PixelsAsync(byte[] jpeg)
    {
        var raw = folder.File($"{Guid.NewGuid():N}.rgb");
        (await Ffmpeg.RunAsync(["-v", "error", "-i", await SaveAsync(jpeg), "-vf", "scale=64:36:flags=area", "-pix_fmt", "rgb24", "-f", "rawvideo", raw], Ct)).ExitCode.ShouldBe(0);
        return [.. (await File.ReadAllBytesAsync(raw, Ct)).Chunk(3)];
    }
}
