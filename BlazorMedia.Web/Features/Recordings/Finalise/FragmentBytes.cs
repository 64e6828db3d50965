using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Reads and changes the times in a fragment's <c>moof</c>. Sizes stay as they are, so no offset in it changes.</summary>
internal static class FragmentBytes
{
    /// <summary>Moves every track of a fragment in time.</summary>
    /// <param name="fragment">Begins with the whole <c>moof</c>.</param>
    /// <param name="sequence">The new <c>mfhd</c> sequence number.</param>
    /// <param name="shiftOf">Ticks to add, by track id.</param>
    public static void Move(Span<byte> fragment, uint sequence, IReadOnlyDictionary<int, long> shiftOf)
    {
        var moof = MoofOf(fragment);
        foreach (var box in Boxes.Between(fragment, moof.Body, moof.End))
        {
            if (box.Type == "mfhd") BinaryPrimitives.WriteUInt32BigEndian(fragment[(box.Body + 4)..], sequence);
            if (box.Type == "traf" && Boxes.Find(fragment, box, "tfdt") is { } tfdt && shiftOf.TryGetValue(TrackIdOf(fragment, box), out var shift)) Move(fragment, tfdt, shift);
        }
    }

    /// <summary>When the last sample of a fragment has been shown, in seconds.</summary>
    public static Func<PieceFragment, decimal> PresentationEnd(MediaInit init) => fragment =>
    {
        var data = new byte[fragment.Length];
        using (var handle = File.OpenHandle(fragment.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            RandomAccess.Read(handle, data, fragment.Offset);
        var moof = MoofOf(data);
        var end = 0m;
        foreach (var traf in Boxes.Between(data, moof.Body, moof.End).Where(b => b.Type == "traf"))
            if (init.Tracks.FirstOrDefault(t => t.Id == TrackIdOf(data, traf)) is { } track) end = Math.Max(end, (decimal)PresentationEnd(data, traf, track) / track.Timescale);
        return end;
    };

    private static Box MoofOf(ReadOnlySpan<byte> fragment) =>
        Boxes.ReadHeader(fragment) is { Type: "moof" } header && header.Size <= fragment.Length
            ? new Box(header.Type, 0, (int)header.Size, header.HeaderLength)
            : throw new InvalidDataException("A fragment does not begin with a moof box.");

    private static int TrackIdOf(ReadOnlySpan<byte> data, Box traf) =>
        Boxes.Find(data, traf, "tfhd") is { } tfhd ? BinaryPrimitives.ReadInt32BigEndian(data[(tfhd.Body + 4)..]) : 0;

    private static void Move(Span<byte> data, Box tfdt, long shift)
    {
        var time = data[(tfdt.Body + 4)..];
        var moved = (data[tfdt.Body] == 1 ? BinaryPrimitives.ReadInt64BigEndian(time) : BinaryPrimitives.ReadUInt32BigEndian(time)) + shift;
        if (moved < 0 || (data[tfdt.Body] != 1 && moved > uint.MaxValue)) throw new InvalidDataException($"A decode time cannot be moved to {moved}.");
        if (data[tfdt.Body] == 1) BinaryPrimitives.WriteInt64BigEndian(time, moved);
        else BinaryPrimitives.WriteUInt32BigEndian(time, (uint)moved);
    }

    private static long PresentationEnd(ReadOnlySpan<byte> data, Box traf, MediaTrack track)
    {
        if (Boxes.Find(data, traf, "tfdt") is not { } tfdt || Boxes.Find(data, traf, "tfhd") is not { } tfhd) return 0;
        var time = data[tfdt.Body] == 1 ? BinaryPrimitives.ReadInt64BigEndian(data[(tfdt.Body + 4)..]) : BinaryPrimitives.ReadUInt32BigEndian(data[(tfdt.Body + 4)..]);
        var end = time;
        foreach (var trun in Boxes.Between(data, traf.Body, traf.End).Where(b => b.Type == "trun")) time = WalkSamples(data, trun, DurationOf(data, tfhd, track), time, ref end);
        return Math.Max(end, time);
    }

    private static uint DurationOf(ReadOnlySpan<byte> data, Box tfhd, MediaTrack track)
    {
        var flags = FlagsOf(data, tfhd);
        if ((flags & 0x08) == 0) return track.DefaultSampleDuration;
        return BinaryPrimitives.ReadUInt32BigEndian(data[(tfhd.Body + 8 + ((flags & 0x01) != 0 ? 8 : 0) + ((flags & 0x02) != 0 ? 4 : 0))..]);
    }

    private static long WalkSamples(ReadOnlySpan<byte> data, Box trun, uint defaultDuration, long time, ref long end)
    {
        var flags = FlagsOf(data, trun);
        var count = BinaryPrimitives.ReadInt32BigEndian(data[(trun.Body + 4)..]);
        var at = trun.Body + 8 + ((flags & 0x01) != 0 ? 4 : 0) + ((flags & 0x04) != 0 ? 4 : 0);
        var (hasDuration, hasOffset) = ((flags & 0x100) != 0, (flags & 0x800) != 0);
        var size = 4 * int.PopCount((int)(flags & 0xF00));
        for (var sample = 0; sample < count; sample++, at += size)
        {
            var duration = hasDuration ? BinaryPrimitives.ReadUInt32BigEndian(data[at..]) : defaultDuration;
            // The composition offset is the last field of a sample; signed also where version 0 says otherwise, as every player reads it.
            var offset = hasOffset ? BinaryPrimitives.ReadInt32BigEndian(data[(at + size - 4)..]) : 0;
            end = Math.Max(end, time + offset + duration);
            time += duration;
        }
        return time;
    }

    private static uint FlagsOf(ReadOnlySpan<byte> data, Box box) => BinaryPrimitives.ReadUInt32BigEndian(data[box.Body..]) & 0xFF_FFFF;
}
