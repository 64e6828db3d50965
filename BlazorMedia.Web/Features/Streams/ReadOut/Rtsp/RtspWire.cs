using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtsp;

/// <summary>Reads requests and writes answers and packets on one connection, on which a reader and a sender work at the same time.</summary>
internal sealed class RtspWire(Stream stream, TimeProvider time) : IDisposable
{
    private const int MaxHead = 16 * 1024;

    // A reader that does not take anything for so long is gone, or as good as.
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(10);

    private readonly PipeReader input = PipeReader.Create(stream);
    private readonly SemaphoreSlim turn = new(1, 1);
    private long activeAt = time.GetTimestamp();

    /// <summary>For how long nothing has come and nothing has been taken.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref activeAt));

    /// <returns>Null at the end of the connection. What readers report about their reception is passed over.</returns>
    /// <exception cref="InvalidDataException">Something else than RTSP speaks.</exception>
    public async Task<RtspCall?> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            var read = await input.ReadAsync(ct);
            var buffer = read.Buffer;
            Volatile.Write(ref activeAt, time.GetTimestamp());
            var (request, used) = Take(buffer);
            if (used == 0 && buffer.Length > MaxHead) throw new InvalidDataException("a request without end");
            if (used == 0 && read.IsCompleted) return null;
            input.AdvanceTo(buffer.GetPosition(used), used == 0 ? buffer.End : buffer.GetPosition(used));
            if (request is not null) return request;
        }
    }

    public Task AnswerAsync(RtspCall to, string status, CancellationToken ct, string? body = null, params ReadOnlySpan<string> headers)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"RTSP/1.0 {status}\r\nCSeq: {to["CSeq"]}\r\nServer: BlazorMedia\r\n");
        foreach (var header in headers) text.Append(header).Append("\r\n");
        if (body is not null) text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        return WriteAsync(Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString()), ct);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(WritePatience);
        await turn.WaitAsync(patience.Token);
        try
        {
            await stream.WriteAsync(bytes, patience.Token);
            if (bytes.Length > 0) Volatile.Write(ref activeAt, time.GetTimestamp());
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        input.Complete();
        turn.Dispose();
    }

    private static (RtspCall? Request, long Used) Take(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < 4) return (null, 0);
        var head = buffer.Slice(0, Math.Min(buffer.Length, MaxHead)).ToArray();
        if (head[0] == '$')
        {
            var length = 4 + ((head[2] << 8) | head[3]);
            return buffer.Length < length ? (null, 0) : (null, length);
        }
        var end = head.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0) return (null, 0);
        var request = RtspCall.Parse(head.AsSpan(0, end));
        var body = int.TryParse(request["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
        if (body > MaxHead) throw new InvalidDataException("a request is too large");
        return buffer.Length < end + 4 + body ? (null, 0) : (request, end + 4 + body);
    }
}
