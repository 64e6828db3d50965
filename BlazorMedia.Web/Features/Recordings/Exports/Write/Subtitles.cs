using System.Globalization;
using System.Text;
using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>
/// What is drawn into the pictures, as a file of subtitles (ASS): texts of people never stand in FFmpeg's arguments, and in this file nothing of
/// theirs is a command.
/// </summary>
/// <param name="fromMs">The instant of the source that is shown at 0.</param>
/// <param name="untilMs">The instant of the source at which the film ends.</param>
internal sealed class Subtitles(int width, int height, long fromMs, long untilMs)
{
    // Between a backslash and what would make a command of it; has no width.
    private const string Joiner = "\\\u2060";

    private readonly StringBuilder lines = new();

    public bool IsEmpty => lines.Length == 0;

    /// <summary>When a mark is seen: two seconds before and after, or the first four of the piece.</summary>
    public static (long FromMs, long UntilMs) WindowOf(ExportMark mark, long pieceFromMs) => mark.AtMs <= pieceFromMs
        ? (pieceFromMs, pieceFromMs + (2 * ExportMark.HalfMs))
        : (Math.Max(pieceFromMs, mark.AtMs - ExportMark.HalfMs), mark.AtMs + ExportMark.HalfMs);

    public void Add(ExportMark mark, long pieceFromMs)
    {
        if (mark.Text is not { } text) return;
        var (from, until) = WindowOf(mark, pieceFromMs);
        Add("Mark", from, until, Escape(text));
    }

    /// <summary>The wall clock of each second.</summary>
    public void AddClock(IEnumerable<RealTime> times, TimeZoneInfo zone)
    {
        foreach (var stretch in times)
        {
            var (from, until) = (Math.Max(fromMs, stretch.OffsetMs), Math.Min(untilMs, stretch.OffsetMs + stretch.DurationMs));
            for (var at = from; at < until;)
            {
                var wall = stretch.StartsAt.AddMilliseconds(at - stretch.OffsetMs);
                var next = Math.Min(until, at + 1000 - wall.Millisecond);
                Add("Clock", at, next, TimeZoneInfo.ConvertTime(wall, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
                at = next;
            }
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        [Script Info]
        ScriptType: v4.00+
        PlayResX: {width}
        PlayResY: {height}
        WrapStyle: 0

        [V4+ Styles]
        Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
        Style: Mark,Sans,{Math.Max(12, height / 16)},&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,{Math.Max(1, height / 270)},0,2,{width / 20},{width / 20},{height / 20},1
        Style: Clock,Monospace,{Math.Max(12, height / 24)},&H00FFFFFF,&H00FFFFFF,&H80000000,&H80000000,0,0,0,0,100,100,0,0,3,{Math.Max(2, height / 180)},0,7,{height / 36},{height / 36},{height / 36},1

        [Events]
        Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
        {lines}
        """);

    private static string Escape(string text) => text
        .Replace("\\", Joiner, StringComparison.Ordinal)
        .Replace("{", "\\{", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal)
        .ReplaceLineEndings("\\N");

    private void Add(string style, long from, long until, string text)
    {
        (from, until) = (Math.Max(from, fromMs), Math.Min(until, untilMs));
        if (until > from) lines.Append(CultureInfo.InvariantCulture, $"Dialogue: 0,{Text(from - fromMs)},{Text(until - fromMs)},{style},,0,0,0,,{text}\n");
    }

    private static string Text(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds / 10:00}");
    }
}
