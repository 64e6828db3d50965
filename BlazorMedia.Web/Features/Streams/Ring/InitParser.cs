using System.Buffers.Binary;
using System.Text;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>Reads <c>moov</c>: tracks, time scales, codecs (ISO/IEC 14496-12 and -15).</summary>
internal static class InitParser
{
    /// <param name="bytes">Whole <c>ftyp</c>+<c>moov</c>, nothing after it.</param>
    /// <returns>Null when there is no readable track.</returns>
    public static MediaInit? Parse(byte[] bytes)
    {
        HevcTag.Settle(bytes);
        var moov = Boxes.Between(bytes, 0, bytes.Length).Cast<Box?>().FirstOrDefault(b => b!.Value.Type == "moov");
        if (moov is null) return null;
        var defaults = ReadTrackDefaults(bytes, moov.Value);
        var tracks = new List<MediaTrack>();
        foreach (var trak in Boxes.Between(bytes, moov.Value.Body, moov.Value.End).Where(b => b.Type == "trak"))
            if (ReadTrack(bytes, trak, defaults) is { } track) tracks.Add(track);
        return tracks.Count == 0 ? null : new MediaInit(bytes, tracks);
    }

    private static Dictionary<int, (uint Duration, uint Flags)> ReadTrackDefaults(ReadOnlySpan<byte> data, Box moov)
    {
        var defaults = new Dictionary<int, (uint, uint)>();
        if (Boxes.Find(data, moov, "mvex") is not { } mvex) return defaults;
        foreach (var trex in Boxes.Between(data, mvex.Body, mvex.End).Where(b => b.Type == "trex" && b.Size >= 32))
            defaults[Int32(data, trex.Body + 4)] = ((uint)Int32(data, trex.Body + 12), (uint)Int32(data, trex.Body + 20));
        return defaults;
    }

    private static MediaTrack? ReadTrack(ReadOnlySpan<byte> data, Box trak, Dictionary<int, (uint Duration, uint Flags)> defaults)
    {
        if (Boxes.Find(data, trak, "tkhd") is not { } tkhd || Boxes.Find(data, trak, "mdia", "mdhd") is not { } mdhd
            || Boxes.Find(data, trak, "mdia", "hdlr") is not { Size: >= 20 } hdlr || Boxes.Find(data, trak, "mdia", "minf", "stbl", "stsd") is not { } stsd) return null;
        var id = Int32(data, tkhd.Body + (data[tkhd.Body] == 1 ? 20 : 12));
        var timescale = Int32(data, mdhd.Body + (data[mdhd.Body] == 1 ? 20 : 12));
        var handler = Encoding.Latin1.GetString(data.Slice(hdlr.Body + 8, 4));
        if (timescale <= 0 || Boxes.Between(data, stsd.Body + 8, stsd.End) is not [var entry, ..]) return null;
        var (codec, codecString) = SampleEntryCodec.Read(data, entry);
        var isVideo = handler == "vide" && entry.Size >= 86;
        var (duration, flags) = defaults.GetValueOrDefault(id);
        return new MediaTrack(
            id, timescale, handler, codec, codecString,
            isVideo ? BinaryPrimitives.ReadUInt16BigEndian(data[(entry.Body + 24)..]) : 0, isVideo ? BinaryPrimitives.ReadUInt16BigEndian(data[(entry.Body + 26)..]) : 0,
            flags, duration, data.Slice(stsd.Start, stsd.Size).ToArray());
    }

    private static int Int32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt32BigEndian(data[offset..]);
}
