using System.Buffers.Binary;
using System.Text;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>Reads one AMF0 value after the other. Counts that a peer announces reserve nothing: every value takes at least a byte of what is there.</summary>
internal ref struct Amf0Reader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public object? Read(int depth)
    {
        if (depth > Amf0.MaxDepth) throw new InvalidDataException("AMF0 is nested too deeply");
        return Take(1)[0] switch
        {
            0 => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
            1 => Take(1)[0] != 0,
            2 => ReadText(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            3 => ReadMap(depth),
            5 or 6 => null,
            7 => ReadReference(),
            8 => ReadCountedMap(depth),
            10 => ReadList(depth),
            11 => ReadDate(),
            12 or 15 => ReadText(BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            16 => ReadTypedMap(depth),
            var kind => throw new InvalidDataException($"AMF0 has no type {kind}"),
        };
    }

    private Dictionary<string, object?> ReadMap(int depth)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (true)
        {
            var name = ReadText(BinaryPrimitives.ReadUInt16BigEndian(Take(2)));
            if (name.Length == 0 && !rest.IsEmpty && rest[0] == 9)
            {
                Take(1);
                return map;
            }
            map[name] = Read(depth + 1);
        }
    }

    // The count of an ECMA array is only a hint; some encoders write zero.
    private Dictionary<string, object?> ReadCountedMap(int depth)
    {
        Take(4);
        return ReadMap(depth);
    }

    private Dictionary<string, object?> ReadTypedMap(int depth)
    {
        ReadText(BinaryPrimitives.ReadUInt16BigEndian(Take(2)));
        return ReadMap(depth);
    }

    private List<object?> ReadList(int depth)
    {
        var list = new List<object?>();
        for (var left = BinaryPrimitives.ReadUInt32BigEndian(Take(4)); left > 0; left--) list.Add(Read(depth + 1));
        return list;
    }

    private double ReadDate()
    {
        var date = BinaryPrimitives.ReadDoubleBigEndian(Take(8));
        Take(2);
        return date;
    }

    private object? ReadReference()
    {
        Take(2);
        return null;
    }

    private string ReadText(uint length) => Encoding.UTF8.GetString(Take(length));

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (count > rest.Length) throw new InvalidDataException("AMF0 ends within a value");
        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }
}
