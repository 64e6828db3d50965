using System.Globalization;
using System.Text;

namespace BlazorMedia.Bench;

/// <summary>What was measured, as one table.</summary>
internal sealed class Results
{
    private readonly List<(string What, string Value, string Target)> rows = [];

    public void Add(string what, FormattableString value, string target = "") => rows.Add((what, value.ToString(CultureInfo.InvariantCulture), target));

    /// <param name="sample">Milliseconds, in any order.</param>
    public void AddTimes(string what, IReadOnlyList<double> sample, double tail, string target)
    {
        var sorted = sample.Order().ToList();
        Add(what, $"p50 {At(sorted, 0.5):0.0} ms, p{tail * 100:0} {At(sorted, tail):0.0} ms, worst {sorted[^1]:0.0} ms ({sorted.Count} calls)", target);
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder("| what | measured | target |\n|---|---|---|\n");
        foreach (var (what, value, target) in rows) text.Append(CultureInfo.InvariantCulture, $"| {what} | {value} | {target} |\n");
        return text.ToString();
    }

    private static double At(List<double> sorted, double rank) => sorted[Math.Clamp((int)Math.Ceiling(rank * sorted.Count) - 1, 0, sorted.Count - 1)];
}
