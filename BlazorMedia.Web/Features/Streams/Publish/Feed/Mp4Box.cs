using System.Buffers.Binary;
using System.Text;

namespace BlazorMedia.Web.Features.Streams.Publish.Feed;

/// <summary>Puts small boxes together.</summary>
internal static class Mp4Box
{
    public static byte[] Of(string type, params byte[][] parts)
    {
        var length = 8 + parts.Sum(p => p.Length);
        var box = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(box, length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        var at = 8;
        foreach (var part in parts)
        {
            part.CopyTo(box, at);
            at += part.Length;
        }
        return box;
    }

    /// <param name="flags">Flags, with the version in the highest byte.</param>
    public static byte[] Full(string type, uint flags, params byte[][] parts) => Of(type, [Numbers(flags), .. parts]);

    public static byte[] Numbers(params ReadOnlySpan<uint> numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        return bytes;
    }
}
