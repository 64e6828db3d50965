using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Reads the numbers of a box one after another, and never outside it.</summary>
internal ref struct BoxCursor(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> rest = body;

    /// <summary>In bytes.</summary>
    public readonly int Left => rest.Length;

    public static BoxCursor In(ReadOnlySpan<byte> data, Box box) => new(data[box.Body..box.End]);

    /// <exception cref="InvalidDataException">There is no such box.</exception>
    public static BoxCursor In(ReadOnlySpan<byte> data, Box parent, params ReadOnlySpan<string> path) => In(data, Boxes.Require(data, parent, path));

    public (int Version, uint Flags) VersionAndFlags()
    {
        var value = UInt32();
        return ((int)(value >> 24), value & 0xFF_FFFF);
    }

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Bytes(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Bytes(4));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Bytes(8));

    /// <summary>4 bytes, or 8 in version 1.</summary>
    public long Time(int version) => version == 1 ? Int64() : UInt32();

    /// <param name="entrySize">In bytes; so many entries must follow.</param>
    public int Count(int entrySize)
    {
        var count = UInt32();
        if (count > rest.Length / entrySize) throw new InvalidDataException("A table says that it has more entries than it holds.");
        return (int)count;
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > rest.Length) throw new InvalidDataException("A box is too short.");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
