using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Architecture;

/// <summary>Every key that the program reads, and every key that the sample shows; list positions are written <c>*</c>.</summary>
internal static partial class ConfigurationKeys
{
    /// <summary>The framework's own, shown or read without an options class of ours.</summary>
    private static readonly string[] Framework = ["urls", "Logging", "AllowedHosts", "Kestrel"];

    public static IReadOnlySet<string> OfProgram(IEnumerable<Type> types, IEnumerable<SourceFile> files) =>
        Ours(types.Select(t => (Type: t, Section: t.GetField("Section")?.GetRawConstantValue() as string)).Where(t => t.Section is not null)
            .SelectMany(t => KeysOf(t.Type, t.Section!))
            .Concat(files.SelectMany(f => Literals().Matches(f.Text)).Select(m => m.Groups[1].Success ? m.Groups[1].Value : $"ConnectionStrings:{m.Groups[2].Value}")));

    public static IReadOnlySet<string> OfSample(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return Ours(Leaves(document.RootElement, ""));
    }

    private static HashSet<string> Ours(IEnumerable<string> keys) =>
        [.. keys.Where(k => !Framework.Contains(k.Split(':')[0], StringComparer.OrdinalIgnoreCase)).Select(k => ListPosition().Replace(k, ":*"))];

    private static IEnumerable<string> KeysOf(Type type, string prefix) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)
            .SelectMany(p => ItemOf(p.PropertyType) is { } item ? Nested(item, $"{prefix}:{p.Name}:*") : Nested(p.PropertyType, $"{prefix}:{p.Name}"));

    private static IEnumerable<string> Nested(Type type, string prefix) => type.Name.EndsWith("Options", StringComparison.Ordinal) ? KeysOf(type, prefix) : [prefix];

    private static Type? ItemOf(Type type) =>
        type == typeof(string) || !type.IsAssignableTo(typeof(IEnumerable)) ? null : type.GetElementType() ?? type.GetGenericArguments().LastOrDefault();

    private static IEnumerable<string> Leaves(JsonElement element, string prefix) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Leaves(p.Value, prefix.Length == 0 ? p.Name : $"{prefix}:{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Leaves(item, $"{prefix}:{i}")),
        _ => [prefix],
    };

    [GeneratedRegex(@"[cC]onfiguration(?:\[""|\.GetValue<[^>]+>\("")([^""]+)""|GetConnectionString\(""(\w+)""")]
    private static partial Regex Literals();

    [GeneratedRegex(@":\d+\b")]
    private static partial Regex ListPosition();
}
