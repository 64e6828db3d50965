using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Compares what tells a player how to decode.</summary>
internal static class SampleDescriptions
{
    /// <summary>True when samples of both can stand in one track. What a writer measured of the bit rate is no difference.</summary>
    public static bool AreAlike(MediaTrack one, MediaTrack other) =>
        one.Handler == other.Handler && one.Timescale == other.Timescale && WithoutBitRate(one).AsSpan().SequenceEqual(WithoutBitRate(other));

    private static byte[] WithoutBitRate(MediaTrack track)
    {
        var stsd = track.SampleDescription.ToArray();
        if (stsd.Length < 16 || Boxes.Between(stsd, 16, stsd.Length) is not [var entry, ..]) return stsd;
        var children = entry.Body + (track.IsVideo ? 78 : 28);
        if (children >= entry.End) return stsd;
        var left = new MemoryStream(stsd.Length);
        left.Write(stsd.AsSpan(entry.Start + 4, children - entry.Start - 4));
        foreach (var box in Boxes.Between(stsd, children, entry.End).Where(b => b.Type != "btrt"))
        {
            if (box.Type == "esds") ClearBitRate(stsd.AsSpan(box.Body, box.End - box.Body));
            left.Write(stsd.AsSpan(box.Start, box.Size));
        }
        return left.ToArray();
    }

    // Decoder configuration (tag 4): length, object type, stream type, then the size of the buffer (3 bytes) and the greatest and usual bit rate.
    private static void ClearBitRate(Span<byte> esds)
    {
        var at = 4 + Math.Max(0, esds[4..].IndexOf((byte)4)) + 1;
        while (at < esds.Length && (esds[at] & 0x80) != 0) at++;
        if (at + 3 + 11 <= esds.Length) esds.Slice(at + 3, 11).Clear();
    }
}
