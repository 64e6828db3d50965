using System.Buffers;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Recordings;

/// <summary>File names of recordings: one name without folders, safe on every file system, always with the right extension.</summary>
public static class RecordingName
{
    public const string Extension = ".mp4";

    /// <summary>Characters; with any script's letters this stays below the 255 bytes of a file name.</summary>
    public const int MaxLength = 80;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>The name with its extension, or the reason why it cannot be one.</summary>
    public static Result<string> Clean(string? name)
    {
        var text = name?.Trim() ?? "";
        if (text.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) text = text[..^Extension.Length].TrimEnd();
        if (text.Length == 0) return RecordingRefusals.NameMissing;
        if (text.Length > MaxLength) return RecordingRefusals.NameTooLong;
        if (text.StartsWith('.') || text.EndsWith('.') || text.AsSpan().ContainsAny(Forbidden) || text.Any(char.IsControl)) return RecordingRefusals.NameInvalid;
        return text + Extension;
    }

    /// <summary><c>YYYYMMDD-HHMM-xxxxxxxx.mp4</c> in the operator's local time.</summary>
    public static string Generate(DateTimeOffset local, Guid id) =>
        FormattableString.Invariant($"{local:yyyyMMdd-HHmm}-{id.ToString("N")[^8..]}{Extension}");

    /// <summary>The day folder of a local time, <c>YYYYMMDD</c>.</summary>
    public static string DayFolder(DateTimeOffset local) => FormattableString.Invariant($"{local:yyyyMMdd}");

    /// <summary><c>name-2.mp4</c>, <c>name-3.mp4</c> … for a name that is taken. A name that is as long as may be is cut to make room.</summary>
    public static string Numbered(string name, int number)
    {
        var (stem, suffix) = (System.IO.Path.GetFileNameWithoutExtension(name), FormattableString.Invariant($"-{number}"));
        var length = Math.Min(stem.Length, MaxLength - suffix.Length);
        // Half of a character outside the basic plane cannot be written to any file system.
        if (length < stem.Length && char.IsHighSurrogate(stem[length - 1])) length--;
        return stem[..length] + suffix + Extension;
    }
}
