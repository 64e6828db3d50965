using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Exports.Archive;

/// <summary>Names in an archive: a folder for each stream, and no two alike, also for those who see no difference between large and small letters.</summary>
internal sealed class ArchiveNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public string Next(string stream, string name)
    {
        var (folder, file) = (Clean(stream), Clean(name));
        var path = $"{folder}/{file}";
        for (var number = 2; !taken.Add(path); number++) path = $"{folder}/{RecordingName.Numbered(file, number)}";
        return path;
    }

    /// <summary>As one part of a path that every system can have.</summary>
    public static string Clean(string name)
    {
        var clean = string.Concat(name.Select(c => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c) ? '_' : c)).Trim().TrimEnd('.');
        return clean.Length == 0 || clean.All(c => c == '.') ? "_" : clean;
    }
}
