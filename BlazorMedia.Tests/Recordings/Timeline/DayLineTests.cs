using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Tests.Recordings.Timeline;

public sealed class DayLineTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-20", "2026-11-19T23:00:00Z", 24)]
    [InlineData("2026-03-28", "2026-03-27T23:00:00Z", 24)]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z", 23)]
    [InlineData("2026-03-30", "2026-03-29T22:00:00Z", 24)]
    [InlineData("2026-10-25", "2026-10-24T22:00:00Z", 25)]
    [InlineData("2026-10-26", "2026-10-25T23:00:00Z", 24)]
    public void A_day_in_Berlin_has_the_hours_that_it_really_has(string day, string startsAt, int hours)
    {
        var line = DayLine.Of(Day(day), Berlin);

        line.StartsAt.ShouldBe(Instant(startsAt));
        (line.EndsAt - line.StartsAt).ShouldBe(TimeSpan.FromHours(hours));
    }

    [Theory]
    [InlineData("2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T01:30:00Z")]
    public void Both_half_past_two_of_the_autumn_night_belong_to_the_same_day(string instant)
    {
        TimeZoneInfo.ConvertTime(Instant(instant), Berlin).Hour.ShouldBe(2);

        DayLine.DayOf(Instant(instant), Berlin).ShouldBe(Day("2026-10-25"));
    }

    [Theory]
    [InlineData("2026-10-24T21:59:59Z", "2026-10-24")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void The_borders_of_the_long_day_are_midnights_on_the_wall(string instant, string day) => DayLine.DayOf(Instant(instant), Berlin).ShouldBe(Day(day));

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_at_the_change() =>
        DayLine.Of(Day("2018-11-04"), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")).ShouldBe(new DayLine(Day("2018-11-04"), Instant("2018-11-04T03:00:00Z"), Instant("2018-11-05T02:00:00Z")));

    [Fact]
    public void A_day_whose_midnight_comes_twice_begins_with_the_first() =>
        DayLine.Of(Day("2026-11-01"), TimeZoneInfo.FindSystemTimeZoneById("America/Havana")).StartsAt.ShouldBe(Instant("2026-11-01T04:00:00Z"));

    [Theory]
    [InlineData(2026, 3, 743)]
    [InlineData(2026, 10, 745)]
    [InlineData(2026, 11, 720)]
    public void The_days_of_a_month_touch_each_other(int year, int month, int hours)
    {
        var days = DayLine.OfMonth(year, month, Berlin);

        days.Zip(days.Skip(1)).ShouldAllBe(pair => pair.First.EndsAt == pair.Second.StartsAt);
        (days[^1].EndsAt - days[0].StartsAt).ShouldBe(TimeSpan.FromHours(hours));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
