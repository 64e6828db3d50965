using System.Globalization;
using System.Text;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>A series' labels as they are written: sorted, escaped, without braces.</summary>
internal static class MetricLabels
{
    /// <summary>All series that came after the limit, together.</summary>
    public const string Overflow = "otel_metric_overflow=\"true\"";

    private const int MaxValueLength = 200;

    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return "";
        var sorted = tags.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder();
        string? last = null;
        foreach (var (key, value) in sorted)
        {
            var name = MetricName.Plain(key);
            // Two tags that differ in signs only would be one label twice, which nobody may read.
            if (name == last) continue;
            if (last is not null) text.Append(',');
            text.Append(name).Append("=\"");
            Escape(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            text.Append('"');
            last = name;
        }
        return text.ToString();
    }

    private static void Escape(StringBuilder text, string value)
    {
        foreach (var letter in value.AsSpan(0, Math.Min(value.Length, MaxValueLength)))
        {
            if (letter == '\\') text.Append(@"\\");
            else if (letter == '"') text.Append("\\\"");
            else if (letter == '\n') text.Append("\\n");
            else text.Append(letter);
        }
    }
}
