using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Architecture;

/// <summary>Rules about documents and about what may not leave this machine.</summary>
internal static partial class TextRules
{
    // Put together from pieces, so that this file does not accuse itself.
    private static readonly Regex Machine = new(
        @"(?<![\w.~*])/(" + "work|farm|root" + @")/\w|(?<![\w.])/" + "tmp/" + @"\w|https?://[a-z0-9.-]*(" + "nuget|npmjs|npm|debian" + @")[a-z0-9.-]*", RegexOptions.IgnoreCase);

    public static IEnumerable<string> MachineTraces(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines
        let found = Machine.Match(line.Text)
        where found.Success
        select file.At(line.Number, $"'{found.Value}' belongs to a machine, not to the repository");

    public static IEnumerable<string> BrokenLinks(IEnumerable<SourceFile> documents, Func<string, bool> exists) =>
        from document in documents.Where(d => d.HasExtension(".md"))
        from line in document.Lines
        from Match link in Link().Matches(line.Text)
        let target = link.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
        where !exists(Normalise(Path.Combine(Path.GetDirectoryName(document.Path) ?? "", target)))
        select document.At(line.Number, $"leads to {target}, which is not there");

    /// <summary>Records are called <c>0001-what-was-decided.md</c>, counted without a gap.</summary>
    public static IEnumerable<string> RecordNumbers(IEnumerable<string> names)
    {
        var expected = 1;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (!RecordName().IsMatch(name)) yield return $"{name} is not called NNNN-title.md";
            else if (int.Parse(name[..4]) != expected) yield return $"{name} should have the number {expected:0000}";
            expected++;
        }
    }

    private static string Normalise(string path) => Path.GetRelativePath("/", Path.GetFullPath(path, "/"));

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex RecordName();
}
