using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Exports.Archive;
using BlazorMedia.Web.Features.Recordings.Exports.Pages;

namespace BlazorMedia.Tests.Recordings.Exports;

public sealed class ExportRangeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Both_sides_of_a_gap_in_one_file_are_one_piece()
    {
        var recording = Of(0, 60_000, (0, 20_000, 0), (50, 40_000, 20_000));

        var range = ExportRange.Of([recording], Noon.AddSeconds(10), Noon.AddSeconds(60));

        range.Pieces.ShouldHaveSingleItem();
        (range.Pieces[0].FromMs, range.Pieces[0].UntilMs, range.Gaps, range.MissingMs).ShouldBe((10_000, 30_000, 1, 30_000));
    }

    [Fact]
    public void An_instant_that_two_recordings_hold_is_shown_once()
    {
        var (first, second) = (Of(0, 60_000), Of(40, 60_000));

        var range = ExportRange.Of([second, first], Noon, Noon.AddSeconds(100));

        range.Pieces.Select(p => (p.RecordingId, p.FromMs, p.UntilMs)).ShouldBe([(first.Id, 0, 60_000), (second.Id, 20_000, 60_000)]);
        range.Gaps.ShouldBe(0);
    }

    [Fact]
    public void What_lies_before_and_behind_the_recordings_is_missing()
    {
        var range = ExportRange.Of([Of(10, 10_000)], Noon, Noon.AddSeconds(30));

        (range.Gaps, range.MissingMs).ShouldBe((2, 20_000));
        ExportRange.Of([], Noon, Noon.AddSeconds(1)).Pieces.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("12:05.5", 725_500)]
    [InlineData("1:02:03", 3_723_000)]
    [InlineData("7", 7000)]
    [InlineData("0:07,25", 7250)]
    [InlineData("", null)]
    [InlineData("1:2:3:4", null)]
    [InlineData("-1", null)]
    public void A_place_in_a_file_is_read_as_people_write_it(string text, int? milliseconds)
    {
        Offsets.Read(text).ShouldBe(milliseconds);
        if (milliseconds is { } known) Offsets.Read(Offsets.Text(known)).ShouldBe(known);
    }

    [Fact]
    public void Names_in_an_archive_never_clash_and_never_leave_it()
    {
        var names = new ArchiveNames();

        names.Next("a/b", "x.mp4").ShouldBe("a_b/x.mp4");
        names.Next("A:B", "X.mp4").ShouldBe("A_B/X-2.mp4");
        names.Next("..", "..").ShouldBe("_/_");
    }

    private static Recording Of(int startSeconds, long durationMs, params (int Seconds, long LengthMs, long OffsetMs)[] pieces)
    {
        var at = Noon.AddSeconds(startSeconds);
        var recording = Recording.Begin(Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid(), "door", "20261120/x.mp4", at);
        recording.Ready("20261120/x.mp4", at, new MediaFacts(durationMs, 1, "h264", null, 640, 360));
        recording.Hold(pieces.Select((p, i) => RecordingPiece.Of(i, Noon.AddSeconds(p.Seconds), p.LengthMs, p.OffsetMs, i == 0 ? null : "stalled")));
        return recording;
    }
}
