using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>A path as a file has it.</summary>
/// <param name="Values">What the path says, over what <c>pathDefaults:</c> says; lists are joined by commas.</param>
/// <param name="Reason">English: why it cannot become a stream; null when it can.</param>
internal sealed record FilePath(string Name, IReadOnlyDictionary<string, string> Values, string? Reason);

/// <summary>Reads the section <c>paths:</c> of a mediamtx.yml, with what <c>pathDefaults:</c> says.</summary>
internal static class MediaMtxFile
{
    public const int MaxPaths = 5000;

    // Of lists and sections; a mediamtx.yml has about five.
    private const int MaxDepth = 32;

    private static readonly string[] Catchall = ["all", "all_others"];

    /// <exception cref="InvalidDataException">It is no such file; the message says what is wrong.</exception>
    public static IReadOnlyList<FilePath> Read(TextReader yaml)
    {
        var root = Load(yaml);
        var defaults = Values(Child(root, "pathDefaults") as YamlMappingNode);
        if (Child(root, "paths") is not YamlMappingNode paths) throw new InvalidDataException("There is no section 'paths:' in this file.");
        if (paths.Children.Count > MaxPaths) throw new InvalidDataException($"The file has {paths.Children.Count} paths; at most {MaxPaths} can be imported at once.");
        return [.. paths.Children.Select(p => Describe(Text(p.Key) ?? "", Over(defaults, Values(p.Value as YamlMappingNode))))];
    }

    private static YamlMappingNode Load(TextReader yaml)
    {
        try
        {
            var text = yaml.ReadToEnd();
            Check(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.FirstOrDefault()?.RootNode as YamlMappingNode ?? throw new InvalidDataException("The file is empty.");
        }
        catch (YamlException exception)
        {
            throw new InvalidDataException($"Line {exception.Start.Line} is no YAML: {exception.Message}", exception);
        }
    }

    // The tree is built by recursion, and no program survives a stack overflow. Aliases would make much out of little.
    private static void Check(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
                throw new InvalidDataException($"Line {parser.Current.Start.Line}: anchors and aliases (& and *) are not supported.");
            if (parser.Current is MappingStart or SequenceStart) depth++;
            if (parser.Current is MappingEnd or SequenceEnd) depth--;
            if (depth > MaxDepth) throw new InvalidDataException("The file is nested too deeply.");
        }
    }

    private static FilePath Describe(string name, Dictionary<string, string> values)
    {
        var source = values.TryGetValue("source", out var said) ? said : values["source"] = "publisher";
        var reason = name.StartsWith('~') ? "a pattern for many names, which is not supported"
            : Catchall.Contains(name) ? "it stands for every other name, which is not supported"
            : source != "publisher" && !source.Contains("://", StringComparison.Ordinal) ? $"its source is '{source}', which is not supported"
            : source.Contains('$', StringComparison.Ordinal) ? "its source is put together from variables, which is not supported"
            : null;
        return new FilePath(name, values, reason);
    }

    private static Dictionary<string, string> Over(Dictionary<string, string> defaults, Dictionary<string, string> own)
    {
        var values = new Dictionary<string, string>(defaults, StringComparer.Ordinal);
        foreach (var (key, value) in own) values[key] = value;
        return values;
    }

    private static Dictionary<string, string> Values(YamlMappingNode? node)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (node is null) return values;
        foreach (var (key, value) in node.Children)
            if (Text(key) is { } name && (Text(value) ?? List(value)) is { } text) values[name] = text;
        return values;
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value is { Length: > 0 } text ? text : null;

    private static string? List(YamlNode node) => node is YamlSequenceNode { Children.Count: > 0 } list ? string.Join(',', list.Children.Select(Text)) : null;
}
