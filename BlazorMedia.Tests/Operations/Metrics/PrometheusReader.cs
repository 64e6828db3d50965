using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Operations.Metrics;

/// <summary>Reads the text format as strictly as it is defined, and refuses what a lenient reader would guess.</summary>
internal sealed partial class PrometheusReader
{
    private readonly Dictionary<string, string> types = [];
    private readonly Dictionary<string, double> samples = [];
    private readonly HashSet<string> finished = [];
    private string? current;

    public IReadOnlyDictionary<string, string> Types => types;

    /// <summary>By name and labels as they are written.</summary>
    public IReadOnlyDictionary<string, double> Samples => samples;

    public static PrometheusReader Read(string text)
    {
        text.ShouldEndWith("\n");
        text.ShouldNotContain("\r");
        var reader = new PrometheusReader();
        foreach (var line in text[..^1].Split('\n')) reader.ReadLine(line);
        reader.CheckHistograms();
        return reader;
    }

    private void ReadLine(string line)
    {
        if (Comment().Match(line) is { Success: true } comment) ReadComment(comment);
        else ReadSample(line);
    }

    private void ReadComment(Match comment)
    {
        var name = comment.Groups["name"].Value;
        if (name != current && current is not null) finished.Add(current);
        finished.ShouldNotContain(name, "a family stands in one piece");
        current = name;
        if (comment.Groups["kind"].Value != "TYPE") return;
        types.TryAdd(name, comment.Groups["text"].Value).ShouldBeTrue($"{name} has two types");
        comment.Groups["text"].Value.ShouldBeOneOf("counter", "gauge", "histogram");
    }

    private void ReadSample(string line)
    {
        var match = Sample().Match(line);
        match.Success.ShouldBeTrue(line);
        var name = match.Groups["name"].Value;
        var family = types.GetValueOrDefault(current!) == "histogram" ? Regex.Replace(name, "_(bucket|sum|count)$", "") : name;
        family.ShouldBe(current, line);
        if (types[family] == "counter") name.ShouldEndWith("_total");
        var labels = match.Groups["label"].Captures.Select(c => c.Value).ToList();
        labels.ShouldBeUnique();
        samples.TryAdd(line[..line.LastIndexOf(' ')], ValueOf(match.Groups["value"].Value)).ShouldBeTrue($"twice: {line}");
    }

    private static double ValueOf(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private void CheckHistograms()
    {
        foreach (var name in types.Where(t => t.Value == "histogram").Select(t => t.Key))
        {
            var counts = samples.Where(s => s.Key.StartsWith(name + "_count", StringComparison.Ordinal)).ToList();
            counts.ShouldNotBeEmpty();
            foreach (var (key, count) in counts)
            {
                var labels = key[(name + "_count").Length..].Trim('{', '}');
                var buckets = samples.Where(s => s.Key.StartsWith($"{name}_bucket{{{(labels.Length == 0 ? "" : labels + ",")}le=", StringComparison.Ordinal)).Select(s => s.Value).ToList();
                buckets.ShouldBeInOrder();
                buckets[^1].ShouldBe(count);
                samples.Keys.ShouldContain(key.Replace("_count", "_sum", StringComparison.Ordinal));
            }
        }
    }

    [GeneratedRegex(@"^# (?<kind>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>([^\\\n]|\\\\|\\n)*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\\n]|\\\\|\\"|\\n)*"(,(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\\n]|\\\\|\\"|\\n)*")*\})? (?<value>[+-]?([0-9.]+([eE][+-]?[0-9]+)?|Inf)|NaN)$""")]
    private static partial Regex Sample();
}
