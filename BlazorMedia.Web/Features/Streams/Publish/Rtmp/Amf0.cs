using System.Buffers.Binary;
using System.Text;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>
/// AMF0, the notation of RTMP's commands. Values are <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, null, a list or a dictionary.
/// </summary>
internal static class Amf0
{
    public const int MaxDepth = 16;

    /// <exception cref="InvalidDataException">The bytes are no AMF0, or nested deeper than anybody needs.</exception>
    public static IReadOnlyList<object?> Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Amf0Reader(bytes);
        var values = new List<object?>();
        while (!reader.IsAtEnd) values.Add(reader.Read(0));
        return values;
    }

    public static byte[] Write(ReadOnlySpan<object?> values)
    {
        using var bytes = new MemoryStream();
        foreach (var value in values) Write(bytes, value);
        return bytes.ToArray();
    }

    private static void Write(MemoryStream to, object? value)
    {
        switch (value)
        {
            case null:
                to.WriteByte(5);
                break;
            case bool flag:
                to.Write([1, (byte)(flag ? 1 : 0)]);
                break;
            case string text:
                to.WriteByte(2);
                WriteName(to, text);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteMap(to, map);
                break;
            case IReadOnlyList<object?> list:
                WriteList(to, list);
                break;
            default:
                WriteNumber(to, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteNumber(MemoryStream to, double number)
    {
        Span<byte> bytes = stackalloc byte[9];
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], number);
        to.Write(bytes);
    }

    private static void WriteMap(MemoryStream to, IReadOnlyDictionary<string, object?> map)
    {
        to.WriteByte(3);
        foreach (var (name, value) in map)
        {
            WriteName(to, name);
            Write(to, value);
        }
        to.Write([0, 0, 9]);
    }

    private static void WriteList(MemoryStream to, IReadOnlyList<object?> list)
    {
        Span<byte> count = stackalloc byte[5];
        count[0] = 10;
        BinaryPrimitives.WriteInt32BigEndian(count[1..], list.Count);
        to.Write(count);
        foreach (var value in list) Write(to, value);
    }

    private static void WriteName(MemoryStream to, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        to.Write([(byte)(bytes.Length >> 8), (byte)bytes.Length]);
        to.Write(bytes);
    }
}
