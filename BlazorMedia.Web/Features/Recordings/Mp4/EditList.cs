using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Where a track's time lies on the time line that all tracks share (<c>edts/elst</c>, ISO/IEC 14496-12, 8.6.6).</summary>
internal static class EditList
{
    /// <returns>What is added to a decode time, in ticks of the track.</returns>
    /// <exception cref="NotPlainException">The track is cut into pieces, turned or slowed.</exception>
    public static long ShiftOf(ReadOnlySpan<byte> data, Box moov, Box trak, int timescale)
    {
        if (Boxes.Find(data, trak, "edts", "elst") is not { } box) return 0;
        var elst = BoxCursor.In(data, box);
        var version = elst.VersionAndFlags().Version;
        var count = elst.Count(version == 1 ? 20 : 12);
        decimal empty = 0;
        long? begin = null;
        for (var i = 0; i < count; i++)
        {
            var duration = elst.Time(version);
            var time = version == 1 ? elst.Int64() : elst.Int32();
            if (elst.UInt32() != 0x0001_0000 || (begin is not null && duration != 0)) throw new NotPlainException("A track has several edits.");
            if (time < 0) empty += duration;
            else begin ??= time;
        }
        var delay = decimal.Round(empty * timescale / MovieTimescale(data, moov));
        if (delay is > 1L << 56 or < 0) throw new InvalidDataException("An edit makes no sense.");
        return (long)delay - (begin ?? 0);
    }

    private static uint MovieTimescale(ReadOnlySpan<byte> data, Box moov)
    {
        var mvhd = BoxCursor.In(data, moov, "mvhd");
        mvhd.Bytes(mvhd.VersionAndFlags().Version == 1 ? 16 : 8);
        return Math.Max(1, mvhd.UInt32());
    }
}
