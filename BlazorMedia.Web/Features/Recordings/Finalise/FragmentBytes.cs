using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;
using Microsoft.Win32.SafeHandles;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>How far a track's times are moved, in its ticks.</summary>
/// <param name="Decode">Added to when samples are decoded.</param>
/// <param name="Composition">Added to how much later they are shown than decoded.</param>
internal readonly record struct TrackShift(long Decode, int Composition);

/// <summary>Reads and changes the times in a fragment's <c>moof</c>.</summary>
internal static class FragmentBytes
{
    /// <summary>The whole <c>moof</c> of a fragment in a file.</summary>
    public static byte[] ReadMoof(SafeFileHandle handle, long offset, int fragmentLength)
    {
        Span<byte> size = stackalloc byte[sizeof(uint)];
        RandomAccess.Read(handle, size, offset);
        var moof = new byte[Math.Min(BinaryPrimitives.ReadUInt32BigEndian(size), (uint)fragmentLength)];
        RandomAccess.Read(handle, moof, offset);
        return moof;
    }

    /// <summary>When the samples are shown, per track that has some.</summary>
    public static List<SampleTimes> Measure(ReadOnlySpan<byte> moof, MediaInit init)
    {
        var found = new List<SampleTimes>();
        var header = MoofOf(moof);
        foreach (var traf in Boxes.Between(moof, header.Body, header.End).Where(b => b.Type == "traf"))
        {
            var id = TrackIdOf(moof, traf);
            if (init.Tracks.FirstOrDefault(t => t.Id == id) is { } track && Measure(moof, traf, track) is { Samples: > 0 } times) found.Add(times);
        }
        return found;
    }

    /// <summary>Moves the tracks of a fragment in time.</summary>
    /// <returns>The same box, or a longer one where composition offsets had to be added.</returns>
    public static byte[] Move(byte[] moof, uint sequence, IReadOnlyDictionary<int, TrackShift> shifts)
    {
        if (FragmentOffsets.AreMissing(moof, shifts)) moof = FragmentOffsets.Add(moof, shifts);
        var whole = MoofOf(moof);
        foreach (var box in Boxes.Between(moof, whole.Body, whole.End))
        {
            if (box.Type == "mfhd") BinaryPrimitives.WriteUInt32BigEndian(moof.AsSpan(box.Body + 4), sequence);
            if (box.Type == "traf" && shifts.TryGetValue(TrackIdOf(moof, box), out var shift)) Move(moof, box, shift);
        }
        return moof;
    }

    public static Box MoofOf(ReadOnlySpan<byte> fragment) =>
        Boxes.ReadHeader(fragment) is { Type: "moof" } header && header.Size <= fragment.Length
            ? new Box(header.Type, 0, (int)header.Size, header.HeaderLength)
            : throw new InvalidDataException("A fragment does not begin with a moof box.");

    public static int TrackIdOf(ReadOnlySpan<byte> data, Box traf) =>
        Boxes.Find(data, traf, "tfhd") is { } tfhd ? BinaryPrimitives.ReadInt32BigEndian(data[(tfhd.Body + 4)..]) : 0;

    private static SampleTimes Measure(ReadOnlySpan<byte> data, Box traf, MediaTrack track)
    {
        if (Boxes.Find(data, traf, "tfdt") is not { } tfdt || Boxes.Find(data, traf, "tfhd") is not { } tfhd) return default;
        var (time, usual) = (TimeOf(data, tfdt), UsualDuration(data, tfhd, track));
        var times = new SampleTimes(track.Id, 0, long.MaxValue, long.MinValue, 0);
        foreach (var box in Boxes.Between(data, traf.Body, traf.End).Where(b => b.Type == "trun"))
        {
            var run = new TrackRun(data, box);
            for (var sample = 0; sample < run.Count; sample++)
            {
                var (duration, offset) = (run.DurationOf(data, sample, usual), run.OffsetOf(data, sample));
                times = times.With(new SampleTimes(track.Id, 1, time + offset, time + Math.Max(offset, 0) + duration, Math.Max(0, -offset)));
                time += duration;
            }
        }
        return times;
    }

    private static uint UsualDuration(ReadOnlySpan<byte> data, Box tfhd, MediaTrack track)
    {
        var flags = BinaryPrimitives.ReadUInt32BigEndian(data[tfhd.Body..]) & 0xFF_FFFF;
        if ((flags & 0x08) == 0) return track.DefaultSampleDuration;
        return BinaryPrimitives.ReadUInt32BigEndian(data[(tfhd.Body + 8 + ((flags & 0x01) != 0 ? 8 : 0) + ((flags & 0x02) != 0 ? 4 : 0))..]);
    }

    private static void Move(byte[] data, Box traf, TrackShift shift)
    {
        if (Boxes.Find(data, traf, "tfdt") is { } tfdt) MoveTime(data, tfdt, shift.Decode);
        if (shift.Composition == 0) return;
        foreach (var box in Boxes.Between(data, traf.Body, traf.End).Where(b => b.Type == "trun"))
        {
            var run = new TrackRun(data, box);
            for (var sample = 0; sample < run.Count; sample++)
                BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(run.OffsetAt(sample)), run.OffsetOf(data, sample) + shift.Composition);
        }
    }

    private static void MoveTime(byte[] data, Box tfdt, long shift)
    {
        var moved = TimeOf(data, tfdt) + shift;
        var isLong = data[tfdt.Body] == 1;
        if (moved < 0 || (!isLong && moved > uint.MaxValue)) throw new InvalidDataException($"A decode time cannot be moved to {moved}.");
        if (isLong) BinaryPrimitives.WriteInt64BigEndian(data.AsSpan(tfdt.Body + 4), moved);
        else BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(tfdt.Body + 4), (uint)moved);
    }

    private static long TimeOf(ReadOnlySpan<byte> data, Box tfdt) =>
        data[tfdt.Body] == 1 ? BinaryPrimitives.ReadInt64BigEndian(data[(tfdt.Body + 4)..]) : BinaryPrimitives.ReadUInt32BigEndian(data[(tfdt.Body + 4)..]);
}
