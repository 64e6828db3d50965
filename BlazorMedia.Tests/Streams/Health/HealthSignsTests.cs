using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Health;

public sealed class HealthSignsTests
{
    private static readonly HealthFigures Usual = new(true, 4_000_000, 25, 2, true);
    private static readonly PictureFacts Garden = new(DateTimeOffset.UnixEpoch, 90, 40, 0.4, 0.2, 2.5, 0.3, 4, 0, 3);

    [Fact]
    public void Without_rules_nothing_is_checked() =>
        HealthSigns.Of(new StreamHealthRules { MaxGopSeconds = null }, Usual).Concat(HealthSigns.Of(new StreamHealthRules(), Garden)).ShouldAllBe(s => s.Verdict == HealthVerdict.Unchecked);

    [Theory]
    [InlineData(AlertKinds.BitRateLow, 5_000_000, null, null, null, null, "4 Mbit/s")]
    [InlineData(AlertKinds.BitRateHigh, null, 3_000_000, null, null, null, "4 Mbit/s")]
    [InlineData(AlertKinds.FpsLow, null, null, 29.5, null, null, "25 fps")]
    [InlineData(AlertKinds.FpsHigh, null, null, null, 12.0, null, "25 fps")]
    [InlineData(AlertKinds.GopLong, null, null, null, null, 1.5, "2 s")]
    public void A_figure_outside_its_bound_is_bad_and_says_itself(string kind, int? minBits, int? maxBits, double? minFps, double? maxFps, double? gop, string detail)
    {
        var rules = new StreamHealthRules { MinBitsPerSecond = minBits, MaxBitsPerSecond = maxBits, MinFps = minFps, MaxFps = maxFps, MaxGopSeconds = gop };

        HealthSigns.Of(rules, Usual).Where(s => s.Verdict == HealthVerdict.Bad).ShouldHaveSingleItem().ShouldBe(new(kind, HealthVerdict.Bad, detail));
    }

    [Theory]
    [InlineData(true, HealthVerdict.Well)]
    [InlineData(false, HealthVerdict.Bad)]
    [InlineData(null, HealthVerdict.Unsure)]
    public void A_source_without_sound_is_bad_where_sound_is_expected(bool? sound, HealthVerdict verdict) =>
        HealthSigns.Of(new StreamHealthRules { ExpectAudio = true }, Usual with { HasAudio = sound }).Single(s => s.Kind == AlertKinds.AudioMissing).Verdict.ShouldBe(verdict);

    [Fact]
    public void Of_a_stream_that_is_not_live_the_state_says_what_is_wrong()
    {
        var rules = new StreamHealthRules { MinBitsPerSecond = 1, MinFps = 1, MaxGopSeconds = 1, ExpectAudio = true, Black = true, Frozen = true, NoSignal = true };

        var signs = HealthSigns.Of(rules, new HealthFigures(false, null, null, null, null)).Concat(HealthSigns.Of(rules, (PictureFacts?)null)).ToList();

        signs.ShouldNotContain(s => s.Verdict == HealthVerdict.Bad);
        signs.Where(s => AlertKinds.OfPicture.Contains(s.Kind)).ShouldAllBe(s => s.Verdict == HealthVerdict.Well);
    }

    [Fact]
    public void A_black_and_a_blue_picture_are_called_by_their_names_and_not_frozen_besides()
    {
        var rules = new StreamHealthRules { Black = true, Frozen = true, NoSignal = true };
        var black = Garden with { MeanLuma = 3, LumaDeviation = 1, Coloured = 0, Change = 0, Nearest = 0 };
        var blue = Garden with { LumaDeviation = 10, Coloured = 0.98, DominantHue = 0.97, Change = 0, Nearest = 0 };

        Bad(rules, black).ShouldBe([AlertKinds.Black]);
        Bad(rules, blue).ShouldBe([AlertKinds.NoSignal]);
        Bad(new() { Frozen = true }, black).ShouldBe([AlertKinds.Frozen], "nobody looks for black");
    }

    [Theory]
    [InlineData(0.0, 0.0, HealthVerdict.Bad)] // the same picture to the bit
    [InlineData(0.48, 0.0, HealthVerdict.Bad)] // a frozen one whose encoder keeps to its bit rate
    [InlineData(0.14, 0.14, HealthVerdict.Unsure)] // the quietest living one that was measured
    [InlineData(0.31, 0.29, HealthVerdict.Well)] // a still scene with the noise of a camera
    [InlineData(6.0, 0.0, HealthVerdict.Well)] // a looped film
    [InlineData(null, null, HealthVerdict.Unsure)] // the first picture
    public void A_frozen_picture_is_told_from_a_still_scene_by_its_noise(double? change, double? nearest, HealthVerdict verdict) =>
        HealthSigns.Of(new StreamHealthRules { Frozen = true }, Garden with { Change = change, Nearest = nearest }).Single(s => s.Kind == AlertKinds.Frozen).Verdict.ShouldBe(verdict);

    [Fact]
    public void Rules_that_make_no_sense_are_refused_by_field()
    {
        var rules = new StreamHealthRules { CheckSeconds = 4, MinBitsPerSecond = 0, MaxBitsPerSecond = -1, MinFps = 30, MaxFps = 20, MaxGopSeconds = 61 };

        rules.Check().Select(r => r.Field).ShouldBe(["checkSeconds", "minBitsPerSecond", "maxBitsPerSecond", "maxFps", "maxGopSeconds"]);
        StreamHealthRules.Default(Guid.Empty).Check().ShouldBeEmpty();
    }

    private static IEnumerable<string> Bad(StreamHealthRules rules, PictureFacts picture) =>
        HealthSigns.Of(rules, picture).Where(s => s.Verdict == HealthVerdict.Bad).Select(s => s.Kind);
}
