using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BlazorMedia.Tests.Architecture;

/// <summary>Texts: the same keys with the same placeholders in every language, and no key in use that is missing.</summary>
internal static partial class Resources
{
    private static readonly string[] Translations = ["zh-Hans", "ru"];

    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var texts = files.Where(f => f.HasExtension(".resx")).ToDictionary(f => f.Path, TextsOf);
        foreach (var (path, english) in texts.Where(t => !Translations.Any(l => t.Key.EndsWith($".{l}.resx", StringComparison.Ordinal))))
            foreach (var language in Translations)
                foreach (var violation in Compare(path, english, texts.GetValueOrDefault(path.Replace(".resx", $".{language}.resx", StringComparison.Ordinal)), language))
                    yield return violation;
    }

    /// <summary>Literal keys that a component or class asks of a localizer, but that the English file lacks.</summary>
    public static IEnumerable<string> UnknownKeys(IReadOnlyList<SourceFile> files)
    {
        var english = files.Where(f => f.HasExtension("Text.resx")).ToDictionary(f => Path.GetFileNameWithoutExtension(f.Name), f => TextsOf(f).Keys.ToHashSet());
        return from file in files.Where(f => f.HasExtension(".cs", ".razor"))
               from Match localizer in Localizer().Matches(WithCodeBehind(file, files))
               let known = english.GetValueOrDefault(localizer.Groups[1].Value) ?? []
               from line in file.Lines
               from Match use in Regex.Matches(line.Text, $@"\b{localizer.Groups[2].Value}\[""([^""{{]+)""\s*[\],]")
               where !known.Contains(use.Groups[1].Value)
               select file.At(line.Number, $"{localizer.Groups[1].Value} has no text '{use.Groups[1].Value}'");
    }

    private static IEnumerable<string> Compare(string path, Dictionary<string, string> english, Dictionary<string, string>? other, string language)
    {
        if (other is null) return [$"{path}: there is no {language} translation"];
        return
        [
            .. english.Keys.Except(other.Keys).Select(k => $"{path}: '{k}' is missing in {language}"),
            .. other.Keys.Except(english.Keys).Select(k => $"{path}: '{k}' is in {language} only"),
            .. english.Where(e => other.TryGetValue(e.Key, out var text) && text.Length == 0 && e.Value.Length > 0).Select(e => $"{path}: '{e.Key}' is empty in {language}"),
            .. english.Where(e => other.TryGetValue(e.Key, out var text) && !Placeholders(e.Value).SetEquals(Placeholders(text)))
                .Select(e => $"{path}: '{e.Key}' has other placeholders in {language}"),
        ];
    }

    /// <summary>A localizer may stand in the markup while the code-behind uses it, and the other way round.</summary>
    private static string WithCodeBehind(SourceFile file, IReadOnlyList<SourceFile> files)
    {
        var partner = file.HasExtension(".razor.cs") ? file.Path[..^3] : file.HasExtension(".razor") ? file.Path + ".cs" : null;
        return file.Text + files.FirstOrDefault(f => f.Path == partner)?.Text;
    }

    private static Dictionary<string, string> TextsOf(SourceFile file) =>
        XDocument.Parse(file.Text).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")?.Value ?? "");

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
