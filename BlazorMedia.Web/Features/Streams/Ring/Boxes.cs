using System.Buffers.Binary;
using System.Text;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>One box of ISO/IEC 14496-12 inside a buffer that holds it whole.</summary>
/// <param name="Type">Four characters.</param>
/// <param name="Start">Of its header in the buffer.</param>
/// <param name="Size">Of header and body, in bytes.</param>
/// <param name="HeaderLength">8, or 16 with a 64-bit size.</param>
internal readonly record struct Box(string Type, int Start, int Size, int HeaderLength)
{
    public int Body => Start + HeaderLength;

    public int End => Start + Size;
}

/// <summary>Walks boxes without ever reading outside the buffer; a damaged size ends the walk.</summary>
internal static class Boxes
{
    /// <summary>Largest header that is needed to know a box's type and size.</summary>
    public const int MaxHeaderLength = 16;

    /// <summary>Type and full size of the box that starts at <paramref name="data"/>; null when the header is not whole or makes no sense.</summary>
    public static (string Type, long Size, int HeaderLength)? ReadHeader(ReadOnlySpan<byte> data)
    {
        if (data.Length < 8) return null;
        long size = BinaryPrimitives.ReadUInt32BigEndian(data);
        var type = Encoding.Latin1.GetString(data.Slice(4, 4));
        if (size != 1) return size < 8 ? null : (type, size, 8);
        if (data.Length < 16) return null;
        size = BinaryPrimitives.ReadInt64BigEndian(data[8..]);
        return size < 16 ? null : (type, size, 16);
    }

    /// <summary>The boxes side by side between two offsets.</summary>
    public static List<Box> Between(ReadOnlySpan<byte> data, int start, int end)
    {
        var boxes = new List<Box>();
        while (start < end && ReadHeader(data[start..end]) is { } header && header.Size <= end - start)
        {
            boxes.Add(new Box(header.Type, start, (int)header.Size, header.HeaderLength));
            start += (int)header.Size;
        }
        return boxes;
    }

    /// <summary>The first box at the end of a path of types below <paramref name="parent"/>, or null.</summary>
    public static Box? Find(ReadOnlySpan<byte> data, Box parent, params ReadOnlySpan<string> path)
    {
        Box? found = parent;
        foreach (var type in path)
        {
            found = First(data, found.Value.Body, found.Value.End, type);
            if (found is null) return null;
        }
        return found;
    }

    /// <exception cref="InvalidDataException">There is no such box.</exception>
    public static Box Require(ReadOnlySpan<byte> data, Box parent, params ReadOnlySpan<string> path) =>
        Find(data, parent, path) ?? throw new InvalidDataException($"The {parent.Type} box has no {string.Join('/', path)}.");

    private static Box? First(ReadOnlySpan<byte> data, int start, int end, string type)
    {
        while (start < end && ReadHeader(data[start..end]) is { } header && header.Size <= end - start)
        {
            if (header.Type == type) return new Box(type, start, (int)header.Size, header.HeaderLength);
            start += (int)header.Size;
        }
        return null;
    }
}
