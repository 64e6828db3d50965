namespace BlazorMedia.Web.Platform.Files;

/// <summary>The one way from a name that somebody gave to a path on disk.</summary>
internal static class SafePath
{
    /// <summary>The absolute path of <paramref name="relative"/> below <paramref name="root"/>, or null when it would leave the root.</summary>
    /// <remarks>Compared with a trailing separator, so that <c>/rec2</c> is not inside <c>/rec</c>; links on the way are refused too.</remarks>
    public static string? Below(string root, string? relative)
    {
        if (string.IsNullOrWhiteSpace(relative) || relative.Contains('\0', StringComparison.Ordinal)) return null;
        var parts = relative.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts.Any(p => p is "." or "..")) return null;
        var fence = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine([fence, .. parts]));
        return full.StartsWith(fence, StringComparison.Ordinal) && !LeavesByLink(fence, parts) ? full : null;
    }

    private static bool LeavesByLink(string fence, string[] parts)
    {
        var path = fence;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null) return true;
        }
        return false;
    }
}
