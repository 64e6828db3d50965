using System.Globalization;
using System.Text;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>The text exposition format 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var named in families.Where(f => !f.Series.IsEmpty()).GroupBy(f => f.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            // A name has one type; a second instrument of the same name and another type has no place in this format.
            var first = named.First();
            WriteHead(text, first);
            var written = new HashSet<string>();
            foreach (var family in named.Where(f => f.Kind == first.Kind))
                foreach (var (labels, series) in family.Series.OrderBy(s => s.Key, StringComparer.Ordinal))
                    if (written.Add(labels)) WriteSeries(text, family, labels, series);
        }
        return text.ToString();
    }

    private static bool IsEmpty(this IReadOnlyDictionary<string, MetricSeries> series) => series.Count == 0;

    private static void WriteHead(StringBuilder text, MetricFamily family)
    {
        if (family.Description is { Length: > 0 } words)
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(words.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(TypeOf(family.Kind)).Append('\n');
    }

    private static void WriteSeries(StringBuilder text, MetricFamily family, string labels, MetricSeries series)
    {
        var (value, count, buckets) = series.Read();
        if (family.Kind != MetricKind.Histogram)
        {
            WriteLine(text, family.Name, labels, value);
            return;
        }
        for (var i = 0; i < buckets.Length; i++)
        {
            var bound = $"le=\"{(i < family.Bounds.Count ? Number(family.Bounds[i]) : "+Inf")}\"";
            WriteLine(text, family.Name + "_bucket", labels.Length == 0 ? bound : $"{labels},{bound}", buckets[i]);
        }
        WriteLine(text, family.Name + "_sum", labels, value);
        WriteLine(text, family.Name + "_count", labels, count);
    }

    private static void WriteLine(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
    };
}
