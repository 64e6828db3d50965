using System.Text;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtsp;

/// <summary>One request. Headers are a list, because some clients repeat them.</summary>
internal sealed record RtspCall(string Method, string Uri, IReadOnlyList<(string Name, string Value)> Headers)
{
    public string? this[string name] => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The path in the address without its first slash, unescaped; <c>*</c> has none.</summary>
    public string Path => System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri) ? System.Uri.UnescapeDataString(uri.AbsolutePath).Trim('/') : "";

    public string? Password => this["Authorization"] is { } text && text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? PasswordIn(text["Basic ".Length..].Trim()) : null;

    /// <exception cref="InvalidDataException">It is no request.</exception>
    public static RtspCall Parse(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.UTF8.GetString(head).Split("\r\n");
        if (lines[0].Split(' ') is not [{ Length: > 0 and < 20 } method, var uri, ['R', 'T', 'S', 'P', '/', ..]]) throw new InvalidDataException("no RTSP request");
        return new(method, uri, [.. lines.Skip(1).Select(l => l.Split(':', 2)).Where(p => p.Length == 2).Select(p => (p[0].Trim(), p[1].Trim()))]);
    }

    private static string? PasswordIn(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? pair[(at + 1)..] : null;
    }
}
