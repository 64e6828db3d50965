using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtp;

/// <summary>What a track's sample description says of its codec.</summary>
internal static class CodecRecord
{
    private const int VisualEntry = 78;
    private const int AudioEntry = 28;

    /// <summary>The body of <c>avcC</c>, <c>hvcC</c> …; empty without one.</summary>
    public static ReadOnlySpan<byte> Of(MediaTrack track, string type)
    {
        ReadOnlySpan<byte> stsd = track.SampleDescription;
        if (Boxes.Between(stsd, 16, stsd.Length) is not [var entry, ..]) return [];
        var found = Boxes.Between(stsd, entry.Body + (track.IsVideo ? VisualEntry : AudioEntry), entry.End).Cast<Box?>().FirstOrDefault(b => b!.Value.Type == type);
        return found is { } box ? stsd[box.Body..box.End] : [];
    }

    /// <summary>AAC's AudioSpecificConfig: the decoder specific descriptor (tag 5) of <c>esds</c>.</summary>
    public static ReadOnlySpan<byte> AudioConfig(MediaTrack track)
    {
        var esds = Of(track, "esds");
        for (var at = 4; at + 2 < esds.Length;)
        {
            var tag = esds[at++];
            var length = 0;
            for (var more = true; more && at < esds.Length; at++) (length, more) = ((length << 7) | (esds[at] & 0x7F), (esds[at] & 0x80) != 0);
            if (tag == 5) return esds.Slice(at, Math.Min(length, esds.Length - at));
            // Tags 3 and 4 hold the others.
            at += tag switch { 3 => 3, 4 => 13, _ => length };
        }
        return [];
    }

    /// <summary>The parameter sets of <c>avcC</c>: sequence sets, then picture sets.</summary>
    public static List<byte[]> AvcSets(ReadOnlySpan<byte> avcC)
    {
        var sets = new List<byte[]>();
        if (avcC.Length < 7) return sets;
        var at = 5;
        for (var kind = 0; kind < 2 && at < avcC.Length; kind++)
        {
            for (var left = avcC[at++] & 0x1F; left > 0; left--) sets.Add(Take(avcC, ref at));
        }
        return sets;
    }

    /// <summary>The parameter sets of <c>hvcC</c> with their kind: 32 video, 33 sequence, 34 picture.</summary>
    public static List<(int Kind, byte[] Set)> HevcSets(ReadOnlySpan<byte> hvcC)
    {
        var sets = new List<(int, byte[])>();
        if (hvcC.Length < 23) return sets;
        var at = 23;
        for (var arrays = hvcC[22]; arrays > 0 && at + 3 <= hvcC.Length; arrays--)
        {
            var kind = hvcC[at] & 0x3F;
            var count = BinaryPrimitives.ReadUInt16BigEndian(hvcC[(at + 1)..]);
            at += 3;
            for (; count > 0; count--) sets.Add((kind, Take(hvcC, ref at)));
        }
        return sets;
    }

    private static byte[] Take(ReadOnlySpan<byte> data, ref int at)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
        at += 2 + length;
        return data.Slice(at - length, length).ToArray();
    }
}
