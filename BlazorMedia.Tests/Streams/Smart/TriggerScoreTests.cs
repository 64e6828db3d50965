using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Smart;

public sealed class TriggerScoreTests
{
    [Theory]
    [InlineData(0.998, 3.1, 100)] // FFmpeg's testsrc2
    [InlineData(0.76, 3.0, 76)] // colour bars
    [InlineData(1.0, 0.0, 0)] // a blue screen
    [InlineData(0.98, 0.17, 0)] // the same with NO SIGNAL on it
    [InlineData(0.009, 0.1, 0)] // a red logo on black
    [InlineData(0.0, 0.0, 0)] // grey
    public void Content_is_colourful_in_more_than_one_colour(double strong, double entropy, int score) =>
        ContentScore.Of(new PictureFacts(DateTimeOffset.UnixEpoch, 100, 40, strong, strong, entropy, 0.2, null)).ShouldBe(score);

    [Fact]
    public void A_picture_in_the_colours_of_the_box_scores_117_as_the_reference_does() => SnapshotColours.ScoreOf(Filled(200, 100, 80), SnapshotColours.Reference).ShouldBe(117);

    [Theory]
    [InlineData(0, 0, 255)]
    [InlineData(129, 100, 80)]
    [InlineData(200, 161, 80)]
    [InlineData(200, 100, 39)]
    public void A_picture_outside_the_box_scores_nothing(byte red, byte green, byte blue) => SnapshotColours.ScoreOf(Filled(red, green, blue), SnapshotColours.Reference).ShouldBe(0);

    [Fact]
    public void Only_every_eighth_pixel_is_looked_at()
    {
        var picture = new byte[SnapshotColours.Size * SnapshotColours.Size * 3];
        foreach (var (x, y) in new[] { (0, 0), (8, 0), (96, 96), (1, 0), (8, 7) }) new byte[] { 200, 100, 80 }.CopyTo(picture, ((y * SnapshotColours.Size) + x) * 3);

        SnapshotColours.ScoreOf(picture, SnapshotColours.Reference).ShouldBe(2); // 300 / 144
    }

    [Theory]
    [InlineData(TriggerKind.Content, 0, "triggers.start_score_invalid")]
    [InlineData(TriggerKind.Content, 101, "triggers.start_score_invalid")]
    [InlineData(TriggerKind.Device, 1301, "triggers.device_score_invalid")]
    public void A_score_that_cannot_start_anything_is_refused(TriggerKind kind, int score, string code) =>
        new StreamTrigger { Kind = kind, StartScore = score, StopScore = 0 }.Check().Select(r => r.Code).ShouldBe([code]);

    [Fact]
    public void Every_mistake_is_said_at_once() => new StreamTrigger
    {
        Kind = TriggerKind.Content,
        StopScore = 21,
        Checks = 0,
        HoldSeconds = -1,
        CheckSeconds = 1,
        DeviceAddress = "http://ada:secret@box",
        ColourBox = "1-2",
        Schedule = "now",
    }.Check().Select(r => r.Field).ShouldBe(["stopScore", "checks", "holdSeconds", "checkSeconds", "deviceAddress", "colourBox", "schedule"]);

    [Fact]
    public void The_presets_are_valid() => Enum.GetValues<TriggerKind>().SelectMany(k => StreamTrigger.PresetOf(k, Guid.Empty).Check()).ShouldBeEmpty();

    private static byte[] Filled(byte red, byte green, byte blue) => [.. Enumerable.Repeat(new[] { red, green, blue }, SnapshotColours.Size * SnapshotColours.Size).SelectMany(p => p)];
}
