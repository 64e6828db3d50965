using System.Buffers;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>What a chunk stream remembers: the last header, and the message that is being put together.</summary>
internal sealed class ChunkStream : IDisposable
{
    private const int FirstRent = 4096;

    private byte[] buffer = [];

    public uint Timestamp { get; set; }

    /// <summary>The last time field as it stood in a header: an instant or a difference. Type 3 repeats it.</summary>
    public uint Field { get; set; }

    public bool IsExtended { get; set; }

    public int Length { get; set; }

    public byte Type { get; set; }

    public int StreamId { get; set; }

    public bool HasHeader { get; set; }

    /// <summary>Bytes of the message that have arrived.</summary>
    public int Got { get; private set; }

    /// <summary>Bytes of memory, also of a message that was dropped.</summary>
    public int Held => buffer.Length;

    /// <summary>Room for what arrives next. It grows with what arrived, not with what the peer announced.</summary>
    public Memory<byte> Room(int count)
    {
        if (buffer.Length < Got + count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstRent, Math.Max(Got + count, Math.Min(Length, buffer.Length * 2))));
            buffer.AsSpan(0, Got).CopyTo(larger);
            Return();
            buffer = larger;
        }
        return buffer.AsMemory(Got, count);
    }

    public void Arrived(int count) => Got += count;

    public RtmpMessage Take()
    {
        var message = new RtmpMessage(Type, Timestamp, StreamId, buffer.Length == 0 ? ArrayPool<byte>.Shared.Rent(1) : buffer, Got);
        (buffer, Got) = ([], 0);
        return message;
    }

    public void Drop() => Got = 0;

    public void Dispose()
    {
        Return();
        buffer = [];
    }

    private void Return()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }
}
