using System.Globalization;
using System.Text;

namespace BlazorMedia.Tests.Support.Rtsp;

/// <summary>One request of a client; interleaved reports of the client in front of it are read away.</summary>
internal sealed record RtspRequest(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>Null at the end of the connection.</summary>
    public static async Task<RtspRequest?> ReadAsync(Stream stream, CancellationToken ct)
    {
        var first = await ReadByteAsync(stream, ct);
        while (first == '$')
        {
            var head = new byte[3];
            await stream.ReadExactlyAsync(head, ct);
            await stream.ReadExactlyAsync(new byte[(head[1] << 8) | head[2]], ct);
            first = await ReadByteAsync(stream, ct);
        }
        return first < 0 ? null : await ReadTextAsync(stream, (char)first, ct);
    }

    private static async Task<RtspRequest?> ReadTextAsync(Stream stream, char first, CancellationToken ct)
    {
        var line = (first + await ReadLineAsync(stream, ct)).Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var header = await ReadLineAsync(stream, ct); header.Length > 0; header = await ReadLineAsync(stream, ct))
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers[header[..colon]] = header[(colon + 1)..].Trim();
        }
        var body = headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0;
        await stream.ReadExactlyAsync(new byte[body], ct);
        return line.Length == 3 && Uri.TryCreate(line[1], UriKind.Absolute, out var address) ? new(line[0], address, headers) : null;
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken ct)
    {
        var text = new StringBuilder();
        for (var next = await ReadByteAsync(stream, ct); next is not (-1 or '\n'); next = await ReadByteAsync(stream, ct)) text.Append((char)next);
        return text.ToString().TrimEnd('\r');
    }

    private static async Task<int> ReadByteAsync(Stream stream, CancellationToken ct)
    {
        var one = new byte[1];
        return await stream.ReadAsync(one, ct) == 0 ? -1 : one[0];
    }
}
