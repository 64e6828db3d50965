namespace BlazorMedia.Tests.Architecture;

/// <summary>A text file of the repository; <paramref name="Path"/> is relative, with forward slashes.</summary>
public sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public IEnumerable<(int Number, string Text)> Lines => Text.Split('\n').Select((line, i) => (i + 1, line));

    public bool IsBelow(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public bool HasExtension(params string[] extensions) => extensions.Any(e => Path.EndsWith(e, StringComparison.Ordinal));

    /// <summary>The violation as a line that an editor can jump to.</summary>
    public string At(int line, string what) => $"{Path}:{line}: {what}";
}
