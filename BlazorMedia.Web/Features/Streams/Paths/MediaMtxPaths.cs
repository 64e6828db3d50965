using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>A path of mediamtx.yml in our terms, or why it has none.</summary>
/// <param name="Reason">English; null when <paramref name="Request"/> says how it is imported.</param>
internal sealed record ImportedPath(string Name, StreamRequest? Request, string? Reason);

/// <summary>Reads the section <c>paths:</c> of a mediamtx.yml, with what <c>pathDefaults:</c> says.</summary>
internal static class MediaMtxPaths
{
    private static readonly string[] Catchall = ["all", "all_others"];
    private static readonly string[] True = ["yes", "true", "on"];

    /// <exception cref="InvalidDataException">It is no such file; the message says what is wrong.</exception>
    public static IReadOnlyList<ImportedPath> Read(TextReader yaml)
    {
        var root = Load(yaml);
        var defaults = Child(root, "pathDefaults") as YamlMappingNode;
        if (Child(root, "paths") is not YamlMappingNode paths) throw new InvalidDataException("There is no section 'paths:' in this file.");
        return [.. paths.Children.Select(p => Import(Text(p.Key) ?? "", p.Value as YamlMappingNode, defaults))];
    }

    private static YamlMappingNode Load(TextReader yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(yaml);
            return stream.Documents.FirstOrDefault()?.RootNode as YamlMappingNode ?? throw new InvalidDataException("The file is empty.");
        }
        catch (YamlException exception)
        {
            throw new InvalidDataException($"Line {exception.Start.Line} is no YAML: {exception.Message}", exception);
        }
    }

    private static ImportedPath Import(string name, YamlMappingNode? path, YamlMappingNode? defaults)
    {
        var source = Value("source") ?? "publisher";
        if (name.StartsWith('~')) return Not("a pattern for many names, which is not supported");
        if (Catchall.Contains(name)) return Not("it stands for every other name, which is not supported");
        if (source == "publisher") return Not("it waits for a publisher, which is not supported yet");
        if (!source.Contains("://", StringComparison.Ordinal)) return Not($"its source is '{source}', which is not supported");
        if (source.Contains('$', StringComparison.Ordinal)) return Not("its source is put together from variables, which is not supported");
        return new(name, new StreamRequest(name, null, null, null, source, true, Is("sourceOnDemand"), Is("record"), null, null), null);

        ImportedPath Not(string reason) => new(name, null, reason);

        string? Value(string key) => Text(Child(path, key)) ?? Text(Child(defaults, key));

        bool Is(string key) => Value(key) is { } value && True.Contains(value, StringComparer.OrdinalIgnoreCase);
    }

    private static YamlNode? Child(YamlMappingNode? node, string key) => node is not null && node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value is { Length: > 0 } text ? text : null;
}
