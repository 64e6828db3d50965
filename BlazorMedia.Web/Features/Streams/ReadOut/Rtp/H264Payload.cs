using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtp;

/// <summary>H.264, RFC 6184, packetization mode 1.</summary>
internal sealed class H264Payload : IRtpPayload
{
    private readonly List<byte[]> sets;
    private readonly int lengthSize;

    public H264Payload(MediaTrack track)
    {
        var record = CodecRecord.Of(track, "avcC");
        sets = CodecRecord.AvcSets(record);
        lengthSize = NalUnits.LengthSize(record, 4);
        var profile = record.Length > 3 ? Convert.ToHexString(record[1..4]) : "42E01F";
        Parameters = $"packetization-mode=1;profile-level-id={profile}" + (sets.Count == 0 ? "" : $";sprop-parameter-sets={NalUnits.Base64(sets)}");
    }

    public int Clock => 90_000;

    public string Map => "H264/90000";

    public string? Parameters { get; }

    // The sets before each keyframe too: who joins late, or records, needs nothing else.
    public IEnumerable<byte[]> Cut(ReadOnlyMemory<byte> sample, bool isSync) => (isSync ? sets : [])
        .Concat(NalUnits.In(sample, lengthSize).SelectMany(u => NalUnits.Pieces(u, 1, [(byte)((u.Span[0] & 0xE0) | 28)], u.Span[0] & 0x1F)));
}
