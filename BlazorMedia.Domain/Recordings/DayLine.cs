using System.Globalization;

namespace BlazorMedia.Domain.Recordings;

/// <summary>A calendar day of a time zone as instants; it has 23 or 25 hours where the clock is changed.</summary>
/// <param name="StartsAt">UTC, the first instant of the day.</param>
/// <param name="EndsAt">UTC, the first instant of the next day.</param>
public sealed record DayLine(DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyyMMdd"];

    /// <summary>A day as people and clients write it, <c>YYYY-MM-DD</c> or <c>YYYYMMDD</c>; null when it is none, or impossible.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsPossible(day) ? day : null;

    /// <summary>The ends of the calendar have no midnight in every zone.</summary>
    public static bool IsPossible(DateOnly day) => day.Year is >= 1970 and < 9000;

    public static DayLine Of(DateOnly day, TimeZoneInfo zone) => new(day, FirstInstantOf(day, zone), FirstInstantOf(day.AddDays(1), zone));

    /// <summary>All days of the month.</summary>
    public static IReadOnlyList<DayLine> OfMonth(int year, int month, TimeZoneInfo zone) =>
        [.. Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(day => Of(new DateOnly(year, month, day), zone))];

    /// <summary>Which day an instant belongs to.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static DateTimeOffset FirstInstantOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock goes back at one o'clock, midnight comes twice and the day begins with the first.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            // Where midnight is skipped, its name under the old offset is the very instant of the change.
            : zone.IsInvalidTime(midnight) ? zone.GetUtcOffset(midnight.AddHours(-2)) : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
