using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace BlazorMedia.Tests.Architecture;

/// <summary>Rules about size, visibility and references.</summary>
internal static class CodeRules
{
    public const int MaxLines = 300;

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        files.Where(f => f.HasExtension(".cs", ".razor", ".js", ".mjs", ".ts", ".css") && !f.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(f => (File: f, Lines: f.Lines.Count()))
            .Where(f => f.Lines > MaxLines + 1)
            .Select(f => f.File.At(f.Lines, $"more than {MaxLines} lines"));

    public static IEnumerable<string> ForeignReferences(IEnumerable<AssemblyName> references) =>
        references.Select(r => r.Name!).Where(n => n is not ("System" or "netstandard" or "mscorlib") && !n.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>AddValidation() silently skips internal records, so what is validated must be public.</summary>
    public static IEnumerable<string> HiddenRequests(IEnumerable<Type> types) =>
        types.Where(t => IsValidated(t) && !t.IsVisible).Select(t => $"{t.FullName} is validated, so it must be public");

    private static bool IsValidated(Type type) =>
        (type.Name.EndsWith("Request", StringComparison.Ordinal) && !type.IsAbstract)
        || (!type.Name.EndsWith("Options", StringComparison.Ordinal) && !type.Name.EndsWith("Page", StringComparison.Ordinal) && HasRules(type) && type.DeclaringType?.Name.EndsWith("Page", StringComparison.Ordinal) != true);

    private static bool HasRules(Type type) =>
        type.GetProperties().Any(p => p.IsDefined(typeof(ValidationAttribute)))
        || type.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.IsDefined(typeof(ValidationAttribute)));
}
