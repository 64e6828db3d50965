using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Architecture;

/// <summary>Which feature may name which. A new arrow is one line here, so that it is seen in review (ADR 1).</summary>
internal static class FeatureArrows
{
    private static readonly Dictionary<string, string[]> Neighbours = new()
    {
        ["Jobs"] = [],
        ["Accounts"] = [],
        ["Webhooks"] = ["Jobs"],
        ["Operations"] = ["Jobs", "Webhooks"],
        ["Streams"] = ["Jobs", "Webhooks"],
        ["Watch"] = ["Jobs", "Webhooks"],
        ["Library"] = ["Jobs", "Webhooks", "Watch"],
        ["Recordings"] = ["Jobs", "Webhooks", "Streams", "Library"],
        ["Relay"] = ["Jobs", "Webhooks", "Recordings"],
    };

    private static readonly string Names = string.Join('|', Neighbours.Keys);

    /// <summary><c>Features.X</c> anywhere, or <c>X.Y</c> from inside another feature's namespace; <c>Domain.X</c> is free to all.</summary>
    private static readonly Regex Named = new($@"\bFeatures\.({Names})\b|(?<![\w.@""/])({Names})\.(?=[A-Z]\w*[.(<\s;])");

    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) => files.SelectMany(Violations);

    private static IEnumerable<string> Violations(SourceFile file) =>
        FeatureOf(file) is { } feature ? Named.MatchesIn(file).Where(m => IsForbidden(feature, m.Name)).Select(m => file.At(m.Line, $"{feature} may not name {m.Name}"))
        : IsPlumbing(file) ? Named.MatchesIn(file).Where(m => m.Whole.StartsWith("Features.", StringComparison.Ordinal)).Select(m => file.At(m.Line, $"plumbing may not name {m.Name}"))
        : [];

    private static string? FeatureOf(SourceFile file) => file.IsBelow("BlazorMedia.Web/Features") ? file.Path.Split('/')[2] : null;

    private static bool IsPlumbing(SourceFile file) =>
        file.IsBelow("BlazorMedia.Web/Shared") || file.IsBelow("BlazorMedia.Web/Data") || file.IsBelow("BlazorMedia.Web/Platform") || file.Path == "BlazorMedia.Web/_Imports.razor";

    private static bool IsForbidden(string feature, string named) =>
        named != feature && !(Neighbours.TryGetValue(feature, out var allowed) ? allowed : throw new InvalidOperationException($"Features/{feature} is not one of the nine.")).Contains(named);

    private static IEnumerable<(int Line, string Name, string Whole)> MatchesIn(this Regex regex, SourceFile file) =>
        from line in file.Lines
        where !IsComment(line.Text)
        from Match match in regex.Matches(line.Text)
        select (line.Number, match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, match.Value);

    private static bool IsComment(string line) => line.TrimStart() is var text && (text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith("@*", StringComparison.Ordinal));
}
