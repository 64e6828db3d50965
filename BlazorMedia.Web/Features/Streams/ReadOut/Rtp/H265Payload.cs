using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtp;

/// <summary>H.265, RFC 7798.</summary>
internal sealed class H265Payload : IRtpPayload
{
    private readonly List<(int Kind, byte[] Set)> sets;
    private readonly int lengthSize;

    public H265Payload(MediaTrack track)
    {
        var record = CodecRecord.Of(track, "hvcC");
        sets = CodecRecord.HevcSets(record);
        lengthSize = NalUnits.LengthSize(record, 21);
        Parameters = sets.Count == 0 ? null : $"sprop-vps={All(32)};sprop-sps={All(33)};sprop-pps={All(34)}";
    }

    public int Clock => 90_000;

    public string Map => "H265/90000";

    public string? Parameters { get; }

    public IEnumerable<byte[]> Cut(ReadOnlyMemory<byte> sample, bool isSync) => (isSync ? sets.Select(s => s.Set) : [])
        .Concat(NalUnits.In(sample, lengthSize).Where(u => u.Length > 2)
            .SelectMany(u => NalUnits.Pieces(u, 2, [(byte)((u.Span[0] & 0x81) | (49 << 1)), u.Span[1]], (u.Span[0] >> 1) & 0x3F)));

    private string All(int kind) => NalUnits.Base64(sets.Where(s => s.Kind == kind).Select(s => s.Set));
}
