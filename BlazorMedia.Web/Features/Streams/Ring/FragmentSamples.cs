using System.Buffers.Binary;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>One sample (a coded picture, a packet of sound) of a fragment.</summary>
/// <param name="DecodeTime">In ticks of the track.</param>
/// <param name="CompositionOffset">How much later it is shown, in ticks of the track; may be negative.</param>
internal readonly record struct RingSample(MediaTrack Track, long DecodeTime, int CompositionOffset, bool IsSync, ReadOnlyMemory<byte> Data);

/// <summary>The samples of a fragment in the order of its tracks (ISO/IEC 14496-12, 8.8).</summary>
internal static class FragmentSamples
{
    private const uint NonSyncSample = 0x0001_0000;

    /// <param name="fragment">A whole <c>moof</c>+<c>mdat</c>.</param>
    /// <exception cref="InvalidDataException">A size inside points outside.</exception>
    public static IReadOnlyList<RingSample> Read(ReadOnlyMemory<byte> fragment, MediaInit init)
    {
        try
        {
            var samples = new List<RingSample>();
            if (Boxes.ReadHeader(fragment.Span) is not { Type: "moof" } moof) return samples;
            foreach (var traf in Boxes.Between(fragment.Span, moof.HeaderLength, (int)moof.Size).Where(b => b.Type == "traf")) ReadTraf(fragment, traf, init, samples);
            return samples;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("A fragment points outside itself.", exception);
        }
    }

    private static void ReadTraf(ReadOnlyMemory<byte> fragment, Box traf, MediaInit init, List<RingSample> samples)
    {
        var data = fragment.Span;
        if (Boxes.Find(data, traf, "tfhd") is not { } tfhd || Boxes.Find(data, traf, "tfdt") is not { } tfdt) return;
        if (init.Tracks.FirstOrDefault(t => t.Id == Int32(fragment.Span, tfhd.Body + 4)) is not { } track) return;
        var defaults = Defaults(data, tfhd, track);
        var time = data[tfdt.Body] == 1 ? BinaryPrimitives.ReadInt64BigEndian(data[(tfdt.Body + 4)..]) : UInt32(data, tfdt.Body + 4);
        foreach (var trun in Boxes.Between(data, traf.Body, traf.End).Where(b => b.Type == "trun")) time = ReadTrun(fragment, trun, track, defaults, time, samples);
    }

    private static (uint Duration, uint Size, uint Flags) Defaults(ReadOnlySpan<byte> data, Box tfhd, MediaTrack track)
    {
        var flags = UInt32(data, tfhd.Body) & 0xFF_FFFF;
        var at = tfhd.Body + 8 + ((flags & 0x01) != 0 ? 8 : 0) + ((flags & 0x02) != 0 ? 4 : 0);
        var duration = (flags & 0x08) != 0 ? Next(data, ref at) : track.DefaultSampleDuration;
        var size = (flags & 0x10) != 0 ? Next(data, ref at) : 0;
        return (duration, size, (flags & 0x20) != 0 ? Next(data, ref at) : track.DefaultSampleFlags);
    }

    private static long ReadTrun(ReadOnlyMemory<byte> fragment, Box trun, MediaTrack track, (uint Duration, uint Size, uint Flags) defaults, long time, List<RingSample> samples)
    {
        var data = fragment.Span;
        var flags = UInt32(data, trun.Body) & 0xFF_FFFF;
        var count = Int32(data, trun.Body + 4);
        var at = trun.Body + 8;
        var offset = (flags & 0x01) != 0 ? (int)Next(data, ref at) : 0;
        uint? first = (flags & 0x04) != 0 ? Next(data, ref at) : null;
        for (var i = 0; i < count; i++, first = null)
        {
            var duration = (flags & 0x100) != 0 ? Next(data, ref at) : defaults.Duration;
            var size = (int)((flags & 0x200) != 0 ? Next(data, ref at) : defaults.Size);
            var sampleFlags = (flags & 0x400) != 0 ? Next(data, ref at) : first ?? defaults.Flags;
            var shift = (flags & 0x800) != 0 ? (int)Next(data, ref at) : 0;
            samples.Add(new(track, time, shift, (sampleFlags & NonSyncSample) == 0, fragment.Slice(offset, size)));
            (offset, time) = (offset + size, time + duration);
        }
        return time;
    }

    private static uint Next(ReadOnlySpan<byte> data, ref int at)
    {
        at += 4;
        return UInt32(data, at - 4);
    }

    private static uint UInt32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32BigEndian(data[at..]);

    private static int Int32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt32BigEndian(data[at..]);
}
