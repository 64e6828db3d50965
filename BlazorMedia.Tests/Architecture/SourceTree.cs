namespace BlazorMedia.Tests.Architecture;

/// <summary>What is in the repository: every text file that a person wrote.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> Skipped = [".git", ".vs", ".idea", "bin", "obj", "node_modules", "TestResults", "data", "screenshots"];
    private static readonly string[] Binary = [".png", ".jpg", ".ico", ".woff2", ".mp4", ".pdb", ".dll"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Hand-written C# and Razor of the product; migrations are generated.</summary>
    public static IEnumerable<SourceFile> Product => Files.Where(f =>
        f.HasExtension(".cs", ".razor") && (f.IsBelow("BlazorMedia.Web") || f.IsBelow("BlazorMedia.Domain")) && !f.IsBelow("BlazorMedia.Web/Data/Migrations"));

    public static bool Exists(string path) => File.Exists(Path.Combine(Root, path)) || Directory.Exists(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "BlazorMedia.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests must run inside the repository.");
    }

    private static IEnumerable<string> Walk(string folder) =>
    [
        .. Directory.GetFiles(folder).Where(f => Path.GetFileName(f) != ".git" && !Binary.Contains(Path.GetExtension(f))),
        .. Directory.GetDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d)) && !IsBuildOutput(d)).SelectMany(Walk),
    ];

    private static bool IsBuildOutput(string folder) => Path.GetRelativePath(Root, folder).Replace('\\', '/') == "BlazorMedia.Web/wwwroot";

    private static SourceFile Read(string file) => new(Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file));
}
