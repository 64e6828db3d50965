using System.Globalization;
using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Smart;

public sealed class WeeklyTableTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("always", "always")]
    [InlineData("", "always")]
    [InlineData(null, "always")]
    [InlineData("never", "never")]
    [InlineData("mon 8-18", "mon 8-18")]
    [InlineData(" TUE 8:30-12,13-17:30 ;sun 0-24 ", "tue 8:30-12,13-17:30; sun 0-24")]
    [InlineData("mon 8-10,9-12", "mon 8-12")]
    [InlineData("mon 0-24; tue 0-24; wed 0-24; thu 0-24; fri 0-24; sat 0-24; sun 0-24", "always")]
    public void A_table_is_read_and_written_in_one_way(string? text, string written) => WeeklyTable.Parse(text).Value.ToString().ShouldBe(written);

    [Theory]
    [InlineData("monday 8-18")]
    [InlineData("mon")]
    [InlineData("mon 18-8")]
    [InlineData("mon 8-25")]
    [InlineData("mon 8:15-9")]
    [InlineData("mon 8")]
    [InlineData("mon 8-9-10")]
    [InlineData("sometimes")]
    public void What_is_no_table_is_refused(string text) => WeeklyTable.Parse(text).Refusal.ShouldBe(TriggerRefusals.ScheduleInvalid);

    [Fact]
    public void Every_second_half_hour_fits_into_its_column()
    {
        var table = WeeklyTable.Never;
        for (var slot = 1; slot < WeeklyTable.SlotsPerDay; slot += 2) table = table.Painted(0, slot, WeeklyTable.Days - 1, slot, true);

        table.ToString().Length.ShouldBeLessThan(2000);
        WeeklyTable.Parse(table.ToString()).Value.ShouldBe(table);
    }

    [Fact]
    public void A_rectangle_is_painted_from_any_corner()
    {
        var table = WeeklyTable.Never.Painted(4, 19, 2, 16, true);

        table.ToString().ShouldBe("wed 8-10; thu 8-10; fri 8-10");
        table.Painted(3, 0, 3, 47, false).ToString().ShouldBe("wed 8-10; fri 8-10");
    }

    [Theory]
    [InlineData("2026-11-20T07:59:00+01:00", false)] // a Friday
    [InlineData("2026-11-20T08:00:00+01:00", true)]
    [InlineData("2026-11-20T17:59:59+01:00", true)]
    [InlineData("2026-11-20T18:00:00+01:00", false)]
    [InlineData("2026-11-22T12:00:00+01:00", false)] // a Sunday
    public void Working_hours_are_those_of_the_clock_on_the_wall(string local, bool covered) =>
        WeeklyTable.WorkingHours.Covers(DateTimeOffset.Parse(local, CultureInfo.InvariantCulture)).ShouldBe(covered);

    [Fact]
    public void The_night_of_25_hours_has_its_doubled_hour_twice()
    {
        var table = WeeklyTable.Parse("sun 2-3").Value;
        var midnight = new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero); // of the Sunday on which the clocks go back

        Enumerable.Range(0, 25).Count(hour => table.Covers(TimeZoneInfo.ConvertTime(midnight.AddHours(hour), Berlin))).ShouldBe(2);
    }

    [Fact]
    public void The_night_of_23_hours_never_reaches_its_lost_hour()
    {
        var table = WeeklyTable.Parse("sun 2-3").Value;
        var midnight = new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero); // of the Sunday on which the clocks go forward

        Enumerable.Range(0, 23).Count(hour => table.Covers(TimeZoneInfo.ConvertTime(midnight.AddHours(hour), Berlin))).ShouldBe(0);
    }

    [Fact]
    public void The_next_change_is_the_end_of_a_range_or_the_beginning_of_the_next()
    {
        var friday = new DateTimeOffset(2026, 11, 20, 11, 7, 0, TimeSpan.Zero);

        WeeklyTable.WorkingHours.NextChange(friday, Berlin).ShouldBe(new DateTimeOffset(2026, 11, 20, 17, 0, 0, TimeSpan.Zero));
        WeeklyTable.WorkingHours.NextChange(friday.AddHours(8), Berlin).ShouldBe(new DateTimeOffset(2026, 11, 23, 7, 0, 0, TimeSpan.Zero));
        WeeklyTable.Always.NextChange(friday, Berlin).ShouldBeNull();
        WeeklyTable.Never.NextChange(friday, Berlin).ShouldBeNull();
    }
}
