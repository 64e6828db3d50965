using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using BlazorMedia.Web.Features.Streams.Ring;
using Microsoft.Win32.SafeHandles;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>
/// The messages of the live socket. Text: a <see cref="LiveHello"/>. Binary: one byte of kind (1 init box, 2 fragment), then for a fragment one byte of
/// flags (1 = decoding can begin here), two bytes of zero, a 32-bit duration in milliseconds, and as 64-bit floats the wall clock of its first picture, the
/// wall clock when it was sent (both in milliseconds since 1970) and its media time in seconds; then the boxes. All numbers are big-endian.
/// </summary>
internal sealed class LiveMessages
{
    public const byte Init = 1;
    public const byte Fragment = 2;
    public const int HeaderBytes = 32;

    private const int BufferBytes = 32 * 1024;

    private readonly byte[] buffer = new byte[BufferBytes];

    public static double Milliseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    public static ValueTask SendHelloAsync(WebSocket socket, LiveHello hello, CancellationToken ct) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(hello, JsonSerializerOptions.Web).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, ct);

    public static async Task SendInitAsync(WebSocket socket, MediaInit init, CancellationToken ct)
    {
        await socket.SendAsync(new byte[] { Init }.AsMemory(), WebSocketMessageType.Binary, endOfMessage: false, ct);
        await socket.SendAsync(init.Bytes.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, ct);
    }

    /// <summary>Nothing is sent when the ring has let the segment go.</summary>
    public async Task SendAsync(WebSocket socket, RingFragment fragment, DateTimeOffset now, CancellationToken ct)
    {
        using var file = TryOpen(fragment.Segment.File);
        if (file is null) return;
        WriteHeader(buffer, fragment, now);
        // The header and the first bytes go out together; whoever gets a small fragment gets it in one piece.
        for (var (at, head) = (0, HeaderBytes); at < fragment.Length; head = 0)
        {
            var want = Math.Min(fragment.Length - at, buffer.Length - head);
            var got = await RandomAccess.ReadAsync(file, buffer.AsMemory(head, want), fragment.Offset + at, ct);
            if (got == 0) throw new EndOfStreamException("A fragment of the ring is shorter than its index says.");
            at += got;
            await socket.SendAsync(buffer.AsMemory(0, head + got), WebSocketMessageType.Binary, endOfMessage: at == fragment.Length, ct);
        }
    }

    private static void WriteHeader(Span<byte> header, RingFragment fragment, DateTimeOffset now)
    {
        (header[0], header[1], header[2], header[3]) = (Fragment, fragment.IsKeyframe ? (byte)1 : (byte)0, 0, 0);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], (uint)fragment.Duration.TotalMilliseconds);
        BinaryPrimitives.WriteDoubleBigEndian(header[8..], Milliseconds(fragment.StartsAt));
        BinaryPrimitives.WriteDoubleBigEndian(header[16..], Milliseconds(now));
        BinaryPrimitives.WriteDoubleBigEndian(header[24..], MediaSeconds(fragment));
    }

    private static double MediaSeconds(RingFragment fragment)
    {
        var init = fragment.Segment.Run.Init!;
        var track = init.Video ?? init.Tracks[0];
        var span = fragment.TrackOf(track.Id) ?? fragment.Tracks[0];
        return span.DecodeTime / (double)init.Tracks.First(t => t.Id == span.TrackId).Timescale;
    }

    private static SafeFileHandle? TryOpen(string file)
    {
        try
        {
            return File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
