using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>The files of the recordings on this disk against those that a backup lists.</summary>
internal sealed class RecordingFiles(IConfiguration configuration, DataDirectory data)
{
    private readonly string root = configuration["Recordings:Root"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : data.File("recordings");

    /// <returns>Paths below the root.</returns>
    public IReadOnlyList<string> Missing(IEnumerable<ListedRecording> listed) =>
        [.. listed.Select(r => r.Path).Where(p => SafePath.Below(root, p) is not { } file || !File.Exists(file))];

    /// <returns>Paths below the root.</returns>
    public IReadOnlyList<string> Unknown(IEnumerable<ListedRecording> listed)
    {
        if (!Directory.Exists(root)) return [];
        var known = listed.Select(r => r.Path).ToHashSet(StringComparer.Ordinal);
        // Finished files lie one folder deep; what begins with a dot is work under way.
        return [.. Directory.EnumerateDirectories(root).Where(d => !Path.GetFileName(d).StartsWith('.'))
            .SelectMany(d => Directory.EnumerateFiles(d, "*.mp4")).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Where(p => !known.Contains(p)).Order(StringComparer.Ordinal)];
    }
}
