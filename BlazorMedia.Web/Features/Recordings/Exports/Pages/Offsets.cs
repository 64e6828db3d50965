using System.Globalization;

namespace BlazorMedia.Web.Features.Recordings.Exports.Pages;

/// <summary>Places in a file as people write them: <c>12:05.5</c>, <c>1:02:03</c> or seconds.</summary>
internal static class Offsets
{
    public static string Text(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        var head = time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}") : time.Minutes.ToString(CultureInfo.InvariantCulture);
        var tail = time.Milliseconds == 0 ? "" : "." + time.Milliseconds.ToString("000", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{head}:{time.Seconds:00}{tail}");
    }

    /// <summary>In milliseconds; null when it is not written like a time.</summary>
    public static long? Read(string? text)
    {
        var parts = (text ?? "").Trim().Replace(',', '.').Split(':');
        if (parts.Length > 3) return null;
        decimal seconds = 0;
        foreach (var part in parts)
        {
            if (!decimal.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000) return null;
            seconds = (seconds * 60) + number;
        }
        return (long)decimal.Round(seconds * 1000);
    }
}
