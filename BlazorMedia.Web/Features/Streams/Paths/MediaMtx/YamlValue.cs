using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>Values of mediamtx.yml: YAML 1.1 words for yes and no, durations as Go writes them.</summary>
internal static partial class YamlValue
{
    private static readonly string[] True = ["yes", "true", "on"];
    private static readonly string[] False = ["no", "false", "off"];

    public static bool? Flag(string value) =>
        True.Contains(value, StringComparer.OrdinalIgnoreCase) ? true : False.Contains(value, StringComparer.OrdinalIgnoreCase) ? false : null;

    public static int? Number(string value) => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c>1h30m</c>, <c>45s</c>, <c>500ms</c>, <c>1d</c>; a bare number is seconds, which the reference's own sample wants and its loader refuses.</summary>
    public static TimeSpan? Duration(string value)
    {
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return Within(seconds);
        if (!Whole().IsMatch(value)) return null;
        return Within(Part().Matches(value).Sum(m => double.Parse(m.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) * SecondsOf(m.Groups["unit"].Value)));
    }

    public static string Text(bool flag) => flag ? "yes" : "no";

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Text(TimeSpan duration) => FormattableString.Invariant($"{(long)duration.TotalSeconds}s");

    private static TimeSpan? Within(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;

    private static double SecondsOf(string unit) => unit switch
    {
        "d" => 86_400,
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" or "µs" => 1e-6,
        _ => 1e-9,
    };

    [GeneratedRegex(@"^(\d{1,9}(\.\d{1,9})?(d|h|ms|us|µs|ns|m|s))+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<n>\d+(\.\d+)?)(?<unit>d|h|ms|us|µs|ns|m|s)")]
    private static partial Regex Part();
}
