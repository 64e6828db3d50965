using System.Buffers.Binary;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>Sends messages; they are few and small, so every one begins with a whole header.</summary>
internal sealed class ChunkWriter(Stream stream)
{
    private const int ChunkSize = 4096;

    private int chunkSize = 128;

    public Task SendCommandAsync(int streamId, CancellationToken ct, params ReadOnlySpan<object?> values) =>
        SendAsync(3, RtmpMessage.CommandAmf0, streamId, Amf0.Write(values), ct);

    /// <summary>From here on messages are cut less often than the protocol's 128 bytes.</summary>
    public async Task EnlargeChunksAsync(CancellationToken ct)
    {
        await SendNumberAsync(RtmpMessage.SetChunkSize, ChunkSize, ct);
        chunkSize = ChunkSize;
    }

    public Task SendNumberAsync(byte type, uint value, CancellationToken ct)
    {
        var bytes = new byte[type == RtmpMessage.PeerBandwidth ? 5 : 4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        // "dynamic": the peer may go on with what it has.
        if (bytes.Length == 5) bytes[4] = 2;
        return SendAsync(2, type, 0, bytes, ct);
    }

    public Task SendUserControlAsync(ushort kind, ReadOnlySpan<byte> data, CancellationToken ct)
    {
        var bytes = new byte[2 + data.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, kind);
        data.CopyTo(bytes.AsSpan(2));
        return SendAsync(2, RtmpMessage.UserControl, 0, bytes, ct);
    }

    private async Task SendAsync(byte chunkStream, byte type, int streamId, byte[] payload, CancellationToken ct)
    {
        using var chunks = new MemoryStream(payload.Length + 32);
        byte[] header = [chunkStream, 0, 0, 0, (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, (byte)streamId, 0, 0, 0];
        chunks.Write(header);
        for (var at = 0; at < payload.Length; at += chunkSize)
        {
            if (at > 0) chunks.WriteByte((byte)(0xC0 | chunkStream));
            chunks.Write(payload, at, Math.Min(chunkSize, payload.Length - at));
        }
        await stream.WriteAsync(chunks.GetBuffer().AsMemory(0, (int)chunks.Length), ct);
        await stream.FlushAsync(ct);
    }
}
