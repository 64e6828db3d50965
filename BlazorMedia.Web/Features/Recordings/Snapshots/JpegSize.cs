using System.Buffers.Binary;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>Width and height as a JPEG's frame header says.</summary>
internal static class JpegSize
{
    private const int Marker = 0xFF;

    /// <summary>0 and 0 for what is no JPEG.</summary>
    public static (int Width, int Height) Of(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 9 <= jpeg.Length && jpeg[at] == Marker;)
        {
            // The frame headers are C0 to CF but for the tables C4, C8 and CC.
            if (jpeg[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }
        return (0, 0);
    }
}
