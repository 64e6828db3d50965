using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Reads the samples that a <c>moof</c> describes (ISO/IEC 14496-12, 8.8).</summary>
/// <param name="fragmentAt">Where the <c>moof</c> is, in bytes.</param>
/// <param name="fileFrom">No sample may begin before this byte.</param>
/// <param name="fileUntil">No sample may reach beyond this byte.</param>
internal readonly ref struct MoofSamples(long fragmentAt, long fileFrom, long fileUntil)
{
    private const uint NonSyncSample = 0x0001_0000;

    private readonly long fragmentAt = fragmentAt;
    private readonly long fileFrom = fileFrom;
    private readonly long fileUntil = fileUntil;

    /// <param name="moof">The whole box, with nothing before it.</param>
    /// <param name="tracks">What belongs to another track is left out.</param>
    /// <param name="shiftOf">Added to the decode times of a track, in its ticks; null: nothing.</param>
    public void ReadInto(IReadOnlyList<TrackSamples> tracks, ReadOnlySpan<byte> moof, Func<MediaTrack, long>? shiftOf = null)
    {
        if (Boxes.ReadHeader(moof) is not { Type: "moof" } header || header.Size > moof.Length) throw new InvalidDataException("A fragment does not begin with a moof box.");
        var dataAt = fragmentAt;
        foreach (var traf in Boxes.Between(moof, header.HeaderLength, (int)header.Size))
            if (traf.Type == "traf") dataAt = ReadTraf(tracks, moof, traf, shiftOf, dataAt);
    }

    // Without an explicit place, a track's bytes follow those of the track before it.
    private long ReadTraf(IReadOnlyList<TrackSamples> tracks, ReadOnlySpan<byte> data, Box traf, Func<MediaTrack, long>? shiftOf, long dataAt)
    {
        var tfhd = BoxCursor.In(data, traf, "tfhd");
        var flags = tfhd.VersionAndFlags().Flags;
        var id = tfhd.Int32();
        var track = tracks.FirstOrDefault(t => t.Track.Id == id);
        var usual = FragmentDefaults.Read(ref tfhd, flags, track);
        var origin = usual.DataAt ?? ((flags & 0x02_0000) != 0 ? fragmentAt : dataAt);
        if (track is null) return origin;
        // Where no time is said, the fragment follows the one before it.
        if (Boxes.Find(data, traf, "tfdt") is { } tfdt) track.MoveTo(TimeOf(data, tfdt) + (shiftOf?.Invoke(track.Track) ?? 0));
        var next = origin;
        foreach (var box in Boxes.Between(data, traf.Body, traf.End))
            if (box.Type == "trun") next = ReadRun(track, BoxCursor.In(data, box), usual, origin, next);
        return next;
    }

    private static long TimeOf(ReadOnlySpan<byte> data, Box tfdt)
    {
        var cursor = BoxCursor.In(data, tfdt);
        var time = cursor.Time(cursor.VersionAndFlags().Version);
        return time is >= 0 and < long.MaxValue / 2 ? time : throw new InvalidDataException("A decode time makes no sense.");
    }

    private long ReadRun(TrackSamples track, BoxCursor trun, FragmentDefaults usual, long origin, long next)
    {
        var flags = trun.VersionAndFlags().Flags;
        var count = trun.UInt32();
        if ((flags & 0x001) != 0) next = origin + trun.Int32();
        uint? firstFlags = (flags & 0x004) != 0 ? trun.UInt32() : null;
        for (var i = 0u; i < count; i++)
        {
            var duration = (flags & 0x100) != 0 ? trun.UInt32() : usual.Duration;
            var size = (flags & 0x200) != 0 ? trun.UInt32() : usual.Size;
            var sampleFlags = (flags & 0x400) != 0 ? trun.UInt32() : usual.Flags;
            // Read as signed in every version, as players do.
            var offset = (flags & 0x800) != 0 ? trun.Int32() : 0;
            if (i == 0) sampleFlags = firstFlags ?? sampleFlags;
            if (next < fileFrom || size > fileUntil - next || size > int.MaxValue) throw new InvalidDataException("A sample lies outside the file.");
            track.Add(new MediaSample(next, (int)size, duration, offset, !track.Track.IsVideo || (sampleFlags & NonSyncSample) == 0));
            next += size;
        }
        return next;
    }
}
