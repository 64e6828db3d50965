namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtp;

/// <summary>Cuts samples of H.264 and H.265 into network units, and large units into pieces.</summary>
internal static class NalUnits
{
    /// <summary>Below what one Ethernet frame holds, so that whoever sends it on by UDP need not cut again.</summary>
    public const int MaxPayload = 1400;

    /// <param name="lengthSize">Bytes of the length before each unit, 1 to 4.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> In(ReadOnlyMemory<byte> sample, int lengthSize)
    {
        for (var at = 0; at + lengthSize < sample.Length;)
        {
            var length = 0;
            for (var i = 0; i < lengthSize; i++) length = (length << 8) | sample.Span[at + i];
            at += lengthSize;
            if (length <= 0 || length > sample.Length - at) yield break;
            yield return sample.Slice(at, length);
            at += length;
        }
    }

    /// <summary>A unit as one payload, or as pieces behind <paramref name="indicator"/> (RFC 6184 FU-A, RFC 7798 FU).</summary>
    /// <param name="header">Bytes of the unit's own header, which the pieces do not repeat.</param>
    /// <param name="indicator">What every piece begins with; after it comes a byte with start, end and type.</param>
    public static IEnumerable<byte[]> Pieces(ReadOnlyMemory<byte> unit, int header, byte[] indicator, int type)
    {
        if (unit.Length <= MaxPayload)
        {
            yield return unit.ToArray();
            yield break;
        }
        for (var at = header; at < unit.Length; at += MaxPayload)
        {
            var length = Math.Min(MaxPayload, unit.Length - at);
            var mark = type | (at == header ? 0x80 : 0) | (at + length == unit.Length ? 0x40 : 0);
            yield return [.. indicator, (byte)mark, .. unit.Slice(at, length).Span];
        }
    }

    public static int LengthSize(ReadOnlySpan<byte> record, int at) => record.Length > at ? (record[at] & 3) + 1 : 4;

    public static string Base64(IEnumerable<byte[]> sets) => string.Join(',', sets.Select(Convert.ToBase64String));
}
