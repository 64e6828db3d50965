using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>The layout of a <c>trun</c> box (ISO/IEC 14496-12, 8.8.8).</summary>
internal readonly ref struct TrackRun
{
    private const uint HasDataOffset = 0x001;
    private const uint HasFirstFlags = 0x004;
    private const uint HasDuration = 0x100;
    private const uint HasOffset = 0x800;

    private readonly uint flags;

    public TrackRun(ReadOnlySpan<byte> data, Box box)
    {
        Box = box;
        flags = BinaryPrimitives.ReadUInt32BigEndian(data[box.Body..]) & 0xFF_FFFF;
        Count = BinaryPrimitives.ReadInt32BigEndian(data[(box.Body + 4)..]);
        Samples = box.Body + 8 + ((flags & HasDataOffset) != 0 ? 4 : 0) + ((flags & HasFirstFlags) != 0 ? 4 : 0);
        SampleSize = 4 * int.PopCount((int)(flags & 0xF00));
        if (Count < 0 || (long)Count * SampleSize > box.End - Samples) throw new InvalidDataException("A trun box is not whole.");
    }

    public Box Box { get; }

    public int Count { get; }

    /// <summary>Where the first sample's fields are.</summary>
    public int Samples { get; }

    /// <summary>Bytes of one sample's fields.</summary>
    public int SampleSize { get; }

    public bool HasOffsets => (flags & HasOffset) != 0;

    /// <summary>Where the offset of the samples' bytes is; null when there is none.</summary>
    public int? DataOffset => (flags & HasDataOffset) != 0 ? Box.Body + 8 : null;

    public uint FlagsWithOffsets => flags | HasOffset;

    public uint DurationOf(ReadOnlySpan<byte> data, int sample, uint usual) =>
        (flags & HasDuration) != 0 ? BinaryPrimitives.ReadUInt32BigEndian(data[(Samples + (sample * SampleSize))..]) : usual;

    /// <summary>The composition offset is a sample's last field; read as signed in every version, as players do.</summary>
    public int OffsetOf(ReadOnlySpan<byte> data, int sample) => HasOffsets ? BinaryPrimitives.ReadInt32BigEndian(data[OffsetAt(sample)..]) : 0;

    public int OffsetAt(int sample) => Samples + ((sample + 1) * SampleSize) - 4;
}
