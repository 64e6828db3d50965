using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Shared;

/// <summary>Numbers and times as people of the current culture read them.</summary>
internal static class Format
{
    private const double Step = 1024;
    private static readonly string[] Sizes = ["unit.b", "unit.kib", "unit.mib", "unit.gib", "unit.tib", "unit.pib"];
    private static readonly ResourceManager Units = new(typeof(SharedText));

    /// <summary>Binary units with one decimal: <c>1.5 GiB</c>; whole bytes below 1 KiB.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)Math.Abs(bytes), 0);
        // 1023.96 would round to "1024.0 KiB"
        while (Math.Round(value, 1) >= Step && unit < Sizes.Length - 1) (value, unit) = (value / Step, unit + 1);
        var number = value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.CurrentCulture);
        return $"{(bytes < 0 ? "-" : null)}{number} {Word(Sizes[unit])}";
    }

    /// <summary>Megabits per second with one decimal: <c>4.1 Mbit/s</c>; kilobits where that would read 0.0.</summary>
    public static string BitRate(long bitsPerSecond) => bitsPerSecond is > 0 and < 100_000
        ? $"{(bitsPerSecond / 1e3).ToString("0", CultureInfo.CurrentCulture)} {Word("unit.kbit")}"
        : $"{(bitsPerSecond / 1e6).ToString("0.0", CultureInfo.CurrentCulture)} {Word("unit.mbit")}";

    /// <summary><c>12:05</c> below an hour, <c>1 h 02 m</c> below a day, <c>4 d 03 h</c> beyond.</summary>
    public static string Duration(TimeSpan span)
    {
        if (span < TimeSpan.Zero) span = TimeSpan.Zero;
        if (span.TotalHours < 1) return string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}");
        return span.TotalDays < 1
            ? string.Create(CultureInfo.CurrentCulture, $"{span.Hours} {Word("unit.h")} {span.Minutes:00} {Word("unit.m")}")
            : string.Create(CultureInfo.CurrentCulture, $"{(int)span.TotalDays} {Word("unit.d")} {span.Hours:00} {Word("unit.h")}");
    }

    /// <summary><c>3 min ago</c> or <c>in 3 min</c> within a day of now; null beyond, where a date says more.</summary>
    public static string? Relative(DateTimeOffset instant, DateTimeOffset now, IStringLocalizer text)
    {
        var (age, way) = instant <= now ? (now - instant, "ago") : (instant - now, "in");
        if (age.TotalDays >= 1) return null;
        if (age.TotalSeconds < 10) return text["time.now"];
        if (age.TotalMinutes < 1) return text[$"time.{way}_s", (int)age.TotalSeconds];
        return age.TotalHours < 1 ? text[$"time.{way}_min", (int)age.TotalMinutes] : text[$"time.{way}_h", (int)age.TotalHours];
    }

    /// <summary>Day and minute; with the year when it is not this one. Both arguments in the reader's zone.</summary>
    public static string Moment(DateTimeOffset local, DateTimeOffset now) =>
        local.ToString(Word(local.Year == now.Year ? "pattern.moment" : "pattern.moment_year"), CultureInfo.CurrentCulture);

    /// <summary>To the second, with the offset, for a hover text.</summary>
    public static string Exact(DateTimeOffset local) => local.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static string Word(string key) => Units.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
