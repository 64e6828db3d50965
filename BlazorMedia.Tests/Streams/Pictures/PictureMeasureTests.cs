using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Pictures;

public sealed class PictureMeasureTests
{
    private const int Pixels = 1200;

    [Fact]
    public void One_colour_is_flat_has_no_entropy_and_is_all_of_one_hue()
    {
        var facts = Measure(Flat(0, 0, 255));

        (facts.LumaDeviation, facts.Coloured, facts.Strong, facts.HueEntropy, facts.DominantHue).ShouldBe((0, 1, 1, 0, 1));
        facts.MeanLuma.ShouldBe(29, 0.5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(128, 128)]
    [InlineData(255, 255)]
    public void Grey_has_no_colour(byte grey, double luma)
    {
        var facts = Measure(Flat(grey, grey, grey));

        (facts.MeanLuma, facts.Coloured, facts.DominantHue).ShouldBe((luma, 0, 0));
    }

    [Fact]
    public void Twelve_colours_of_the_wheel_have_the_highest_entropy()
    {
        var wheel = Enumerable.Range(0, 12).SelectMany(sector => Hue((sector * 30) + 15));

        var facts = Measure([.. wheel]);

        facts.HueEntropy.ShouldBe(Math.Log2(12), 0.001);
        facts.DominantHue.ShouldBe(1 / 12d, 0.001);
    }

    [Theory]
    [InlineData(120, 100, 80, 1, 0)] // pale
    [InlineData(120, 110, 100, 0, 0)] // less than 24 apart
    [InlineData(39, 0, 0, 0, 0)] // too dark
    [InlineData(255, 220, 210, 0, 0)] // less than a fifth of saturation
    [InlineData(64, 4, 4, 1, 1)] // just strong
    public void A_pixel_counts_as_coloured_and_strong_by_the_measured_bounds(byte red, byte green, byte blue, double coloured, double strong)
    {
        var facts = Measure(Flat(red, green, blue));

        (facts.Coloured, facts.Strong).ShouldBe((coloured, strong));
    }

    [Fact]
    public void The_change_is_the_mean_difference_of_luma_and_unknown_for_the_first_picture()
    {
        var (first, luma) = (new byte[Pixels], new byte[Pixels]);
        PictureMeasure.Measure(Flat(100, 100, 100), [], first, DateTimeOffset.UnixEpoch).Change.ShouldBeNull();

        var next = PictureMeasure.Measure(Flat(97, 97, 97), first, luma, DateTimeOffset.UnixEpoch);

        next.Change.ShouldBe(3);
    }

    [Fact]
    public void The_colour_box_counts_what_lies_within_it_bounds_included()
    {
        var box = ColourBox.Parse("10-20, 0-255,30-30")!.Value;
        byte[] pixels = [10, 5, 30, 20, 200, 30, 21, 5, 30, 10, 5, 31];

        var facts = PictureMeasure.Measure(pixels, [], new byte[4], DateTimeOffset.UnixEpoch, box);

        facts.ColourBox.ShouldBe(0.5);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1-2,3-4")]
    [InlineData("2-1,0-255,0-255")]
    [InlineData("0-256,0-255,0-255")]
    [InlineData("-1-5,0-255,0-255")]
    [InlineData("a-b,c-d,e-f")]
    public void What_is_no_colour_box_is_none(string? text) => ColourBox.Parse(text).ShouldBeNull();

    /// <summary>A full colour at this angle of the wheel.</summary>
    private static byte[] Hue(double degrees)
    {
        byte Channel(double offset)
        {
            var k = (offset + (degrees / 60)) % 6;
            return (byte)(255 * (1 - Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1))));
        }
        return [Channel(5), Channel(3), Channel(1)];
    }

    private static PictureFacts Measure(byte[] rgb) => PictureMeasure.Measure(rgb, [], new byte[rgb.Length / 3], DateTimeOffset.UnixEpoch);

    private static byte[] Flat(byte red, byte green, byte blue) => [.. Enumerable.Repeat((byte[])[red, green, blue], Pixels).SelectMany(p => p)];
}
