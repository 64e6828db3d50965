using System.Buffers.Binary;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>Puts messages together from chunks (RTMP 1.0, 5.3). Whatever a peer announces, memory follows what it really sends, up to a bound over all chunk streams.</summary>
/// <remarks>Every breach of the protocol is an <see cref="InvalidDataException"/>; the connection is of no use after it.</remarks>
internal sealed class ChunkReader(Stream stream) : IDisposable
{
    public const int MaxChunkStreams = 64;

    /// <summary>Of somebody who may publish. A keyframe of 8K at high quality is below it.</summary>
    public const int LargestMessage = 8 << 20;

    // Piece by piece, so that a huge chunk is not awaited with a huge buffer.
    private const int MaxPiece = 64 * 1024;
    private const uint Extended = 0xFF_FFFF;

    private readonly Dictionary<int, ChunkStream> streams = [];
    private readonly byte[] header = new byte[16];
    private int chunkSize = 128;

    // Bytes; small until it is known who speaks.
    private int maxMessage = 64 * 1024;
    private int maxHeld = 256 * 1024;

    public long BytesRead { get; private set; }

    /// <summary>The peer may publish.</summary>
    public void Trust() => (maxMessage, maxHeld) = (LargestMessage, 16 << 20);

    /// <summary>The next message that is not about chunks themselves.</summary>
    /// <exception cref="EndOfStreamException">The peer is gone.</exception>
    public async ValueTask<RtmpMessage> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            var message = await ReadChunkAsync(ct);
            if (message is null) continue;
            if (message.Type is not (RtmpMessage.SetChunkSize or RtmpMessage.Abort)) return message;
            using (message) Control(message);
        }
    }

    public void Dispose()
    {
        foreach (var chunk in streams.Values) chunk.Dispose();
        streams.Clear();
    }

    private async ValueTask<RtmpMessage?> ReadChunkAsync(CancellationToken ct)
    {
        var first = (await FillAsync(1, ct))[0];
        var id = await ReadIdAsync(first & 0x3F, ct);
        if (!streams.TryGetValue(id, out var chunk))
        {
            if (streams.Count >= MaxChunkStreams) throw new InvalidDataException("too many chunk streams");
            streams[id] = chunk = new ChunkStream();
        }
        await ReadHeaderAsync(chunk, first >> 6, ct);
        var left = Math.Min(chunk.Length - chunk.Got, chunkSize);
        while (left > 0)
        {
            var piece = Math.Min(left, MaxPiece);
            await stream.ReadExactlyAsync(Room(chunk, piece), ct);
            chunk.Arrived(piece);
            BytesRead += piece;
            left -= piece;
        }
        return chunk.Got == chunk.Length ? chunk.Take() : null;
    }

    // Each message may be small enough, and all that were begun together too large.
    private Memory<byte> Room(ChunkStream chunk, int count)
    {
        var before = chunk.Held;
        var room = chunk.Room(count);
        if (chunk.Held > before && streams.Values.Sum(s => (long)s.Held) > maxHeld) throw new InvalidDataException("too much is held for unfinished messages");
        return room;
    }

    private async ValueTask<int> ReadIdAsync(int low, CancellationToken ct)
    {
        if (low > 1) return low;
        var more = await FillAsync(low + 1, ct);
        return 64 + more[0] + (low == 1 ? more[1] << 8 : 0);
    }

    private async ValueTask ReadHeaderAsync(ChunkStream chunk, int format, CancellationToken ct)
    {
        var goesOn = chunk.Got > 0;
        if (goesOn && format != 3) throw new InvalidDataException("a message begins within another");
        if (format != 0 && !chunk.HasHeader) throw new InvalidDataException("a chunk without a first header");
        if (format < 3) Read(chunk, format, await FillAsync(format switch { 0 => 11, 1 => 7, _ => 3 }, ct));
        if (chunk.IsExtended)
        {
            var field = BinaryPrimitives.ReadUInt32BigEndian(await FillAsync(4, ct));
            if (!goesOn) chunk.Field = field;
        }
        if (goesOn) return;
        chunk.Timestamp = format == 0 ? chunk.Field : chunk.Timestamp + chunk.Field;
        if (chunk.Length > maxMessage) throw new InvalidDataException("a message is too large");
    }

    private static void Read(ChunkStream chunk, int format, byte[] bytes)
    {
        chunk.Field = UInt24(bytes);
        chunk.IsExtended = chunk.Field == Extended;
        if (format < 2) (chunk.Length, chunk.Type) = ((int)UInt24(bytes.AsSpan(3)), bytes[6]);
        if (format == 0) (chunk.StreamId, chunk.HasHeader) = (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(7)), true);
    }

    private void Control(RtmpMessage message)
    {
        if (message.Length < 4) throw new InvalidDataException("a control message is too short");
        var value = BinaryPrimitives.ReadUInt32BigEndian(message.Payload.Span);
        if (message.Type == RtmpMessage.Abort)
        {
            if (streams.TryGetValue((int)Math.Min(value, int.MaxValue), out var chunk)) chunk.Drop();
        }
        else
        {
            if (value is 0 or > int.MaxValue) throw new InvalidDataException("no chunk size");
            chunkSize = (int)value;
        }
    }

    private async ValueTask<byte[]> FillAsync(int count, CancellationToken ct)
    {
        await stream.ReadExactlyAsync(header.AsMemory(0, count), ct);
        BytesRead += count;
        return header;
    }

    private static uint UInt24(ReadOnlySpan<byte> bytes) => (uint)((bytes[0] << 16) | (bytes[1] << 8) | bytes[2]);
}
