namespace BlazorMedia.Web.Features.Streams.Publish.Feed;

internal enum PacketKind
{
    Video,
    Audio,
}

/// <summary>One picture, one packet of sound, or the configuration of a codec, as a publisher sent it.</summary>
/// <param name="Codec">FFmpeg's name: h264, hevc, av1, vp9, aac; <c>other</c> for the old ones that are only passed on.</param>
/// <param name="IsConfig">The codec's configuration record (avcC, hvcC, AudioSpecificConfig) instead of media.</param>
/// <param name="Timestamp">Decode time in milliseconds; wraps.</param>
/// <param name="Offset">Milliseconds from decoding to showing.</param>
/// <param name="Head">What stands before <paramref name="Data"/> in an ordinary FLV tag.</param>
/// <param name="Data">Valid until its message is disposed; copy it to keep it.</param>
internal sealed record FlvPacket(PacketKind Kind, string Codec, bool IsConfig, bool IsKeyframe, uint Timestamp, int Offset, byte[] Head, ReadOnlyMemory<byte> Data)
{
    /// <summary>FLV as FFmpeg 5 knows it cannot hold these.</summary>
    public bool NeedsMp4 => Codec is "hevc" or "av1" or "vp9";
}
