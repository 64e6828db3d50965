using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>What a copy keeps of a track besides its samples.</summary>
/// <param name="Language">As <c>mdhd</c> packs it.</param>
/// <param name="Matrix">Nine numbers of <c>tkhd</c>: how the picture is turned.</param>
/// <param name="Width">As it is shown, 16.16.</param>
/// <param name="DefaultSampleSize">From <c>trex</c>, in bytes.</param>
internal sealed record TrackHeader(ushort Language, byte[] Matrix, uint Width, uint Height, uint DefaultSampleSize)
{
    private const int MatrixLength = 36;

    /// <param name="data">Holds the whole <c>moov</c>.</param>
    public static TrackHeader Read(ReadOnlySpan<byte> data, Box moov, Box trak)
    {
        var tkhd = BoxCursor.In(data, trak, "tkhd");
        var isLong = tkhd.VersionAndFlags().Version == 1;
        tkhd.Bytes(isLong ? 16 : 8);
        var id = tkhd.Int32();
        tkhd.Bytes((isLong ? 12 : 8) + 16);
        var matrix = tkhd.Bytes(MatrixLength).ToArray();
        return new TrackHeader(LanguageOf(data, trak), matrix, tkhd.UInt32(), tkhd.UInt32(), DefaultSizeOf(data, moov, id));
    }

    /// <summary>Of every track of an init box, by its id.</summary>
    public static IReadOnlyDictionary<int, TrackHeader> ReadAll(ReadOnlySpan<byte> init)
    {
        var headers = new Dictionary<int, TrackHeader>();
        foreach (var moov in Boxes.Between(init, 0, init.Length).Where(b => b.Type == "moov"))
            foreach (var trak in Boxes.Between(init, moov.Body, moov.End).Where(b => b.Type == "trak"))
                headers[IdOf(init, trak)] = Read(init, moov, trak);
        return headers;
    }

    public static int IdOf(ReadOnlySpan<byte> data, Box trak)
    {
        var tkhd = BoxCursor.In(data, trak, "tkhd");
        tkhd.Bytes(tkhd.VersionAndFlags().Version == 1 ? 16 : 8);
        return tkhd.Int32();
    }

    private static ushort LanguageOf(ReadOnlySpan<byte> data, Box trak)
    {
        var mdhd = BoxCursor.In(data, trak, "mdia", "mdhd");
        mdhd.Bytes(mdhd.VersionAndFlags().Version == 1 ? 28 : 16);
        return mdhd.UInt16();
    }

    private static uint DefaultSizeOf(ReadOnlySpan<byte> data, Box moov, int id)
    {
        if (Boxes.Find(data, moov, "mvex") is not { } mvex) return 0;
        foreach (var trex in Boxes.Between(data, mvex.Body, mvex.End).Where(b => b.Type == "trex" && b.Size >= 32))
            if (BinaryPrimitives.ReadInt32BigEndian(data[(trex.Body + 4)..]) == id) return BinaryPrimitives.ReadUInt32BigEndian(data[(trex.Body + 16)..]);
        return 0;
    }
}
