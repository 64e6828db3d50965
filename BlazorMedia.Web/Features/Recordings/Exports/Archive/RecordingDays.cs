using System.Globalization;

namespace BlazorMedia.Web.Features.Recordings.Exports.Archive;

/// <summary>Days of the server's time zone.</summary>
internal sealed class RecordingDays(TimeProvider time)
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyyMMdd"];

    /// <summary>Null when it is not written like a day. The ends of the calendar have no midnight in every zone.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1970 and < 9000 ? day : null;

    /// <summary>From midnight to midnight, which may be 23 or 25 hours.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Of(DateOnly day) => (MidnightOf(day), MidnightOf(day.AddDays(1)));

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, time.LocalTimeZone);

    private DateTimeOffset MidnightOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, time.LocalTimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
