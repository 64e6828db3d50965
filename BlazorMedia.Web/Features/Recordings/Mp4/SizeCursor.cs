using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>The sizes of a track's samples: <c>stsz</c>, <c>stz2</c>.</summary>
internal ref struct SizeCursor
{
    private ReadOnlySpan<byte> table;
    private uint uniform;
    private int bits;
    private int at;

    public int Count { get; private set; }

    public readonly int Left => Count - at;

    public static SizeCursor Of(ReadOnlySpan<byte> data, Box stbl)
    {
        var isCompact = Boxes.Find(data, stbl, "stsz") is null;
        var box = BoxCursor.In(data, stbl, isCompact ? "stz2" : "stsz");
        box.VersionAndFlags();
        var (first, count) = (box.UInt32(), box.UInt32());
        var cursor = new SizeCursor { bits = isCompact ? (int)(first & 0xFF) : first == 0 ? 32 : 0, uniform = isCompact ? 0 : first };
        if (cursor.bits is not (0 or 4 or 8 or 16 or 32) || (isCompact && cursor.bits == 0)) throw new InvalidDataException("A size table has an unknown form.");
        if (count > int.MaxValue || ((count * (long)cursor.bits) + 7) / 8 > box.Left) throw new InvalidDataException("A size table says that it has more entries than it holds.");
        cursor.Count = (int)count;
        cursor.table = box.Bytes(box.Left);
        return cursor;
    }

    public int Next()
    {
        var size = bits switch
        {
            0 => uniform,
            4 => (uint)(at % 2 == 0 ? table[at / 2] >> 4 : table[at / 2] & 0xF),
            8 => table[at],
            16 => BinaryPrimitives.ReadUInt16BigEndian(table[(at * 2)..]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(table[(at * 4)..]),
        };
        at++;
        return size <= int.MaxValue ? (int)size : throw new InvalidDataException("A sample is too large.");
    }
}
