using System.Buffers;

namespace BlazorMedia.Domain.Recordings;

/// <summary>File names of kept pictures: whose and when, safe on every file system.</summary>
public static class SnapshotName
{
    public const string Extension = ".jpg";

    private const int MaxStream = 60;
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.~-");

    /// <summary><c>YYYYMMDD/stream-HHMMSS-fff.jpg</c> in the operator's local time; a stream's slashes become dashes.</summary>
    /// <param name="number">From 2 on for a name that is taken.</param>
    public static string PathOf(string stream, DateTimeOffset local, int number)
    {
        var name = new string([.. stream.Select(c => Plain.Contains(c) ? c : '-')]).Trim('.', '-');
        if (name.Length > MaxStream) name = name[..MaxStream];
        return FormattableString.Invariant($"{local:yyyyMMdd}/{(name.Length == 0 ? "stream" : name)}-{local:HHmmss-fff}{(number > 1 ? $"-{number}" : "")}{Extension}");
    }
}
