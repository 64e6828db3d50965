using System.Buffers;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>One whole message; its payload lies in a pooled buffer until it is disposed.</summary>
/// <param name="Timestamp">Milliseconds, as the peer counts them; wraps after 49 days.</param>
internal sealed record RtmpMessage(byte Type, uint Timestamp, int StreamId, byte[] Buffer, int Length) : IDisposable
{
    public const byte SetChunkSize = 1;
    public const byte Abort = 2;
    public const byte Acknowledgement = 3;
    public const byte UserControl = 4;
    public const byte WindowSize = 5;
    public const byte PeerBandwidth = 6;
    public const byte Audio = 8;
    public const byte Video = 9;
    public const byte DataAmf3 = 15;
    public const byte CommandAmf3 = 17;
    public const byte DataAmf0 = 18;
    public const byte CommandAmf0 = 20;

    public ReadOnlyMemory<byte> Payload => Buffer.AsMemory(0, Length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(Buffer);
}
