using System.Buffers.Binary;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>What a <c>moof</c> says.</summary>
/// <param name="FirstVideoSample">Offset of the first video sample from the start of the <c>moof</c>, and its length, in bytes; (0, 0) when unknown.</param>
internal sealed record Moof(bool IsKeyframe, TrackSpan[] Tracks, (int Offset, int Length) FirstVideoSample);

/// <summary>Reads <c>moof/traf/tfhd,tfdt,trun</c> (ISO/IEC 14496-12, 8.8).</summary>
internal static class MoofParser
{
    private const uint NonSyncSample = 0x0001_0000;

    /// <param name="moof">The whole box.</param>
    /// <returns>Null when it holds no samples of the known tracks.</returns>
    public static Moof? Parse(ReadOnlySpan<byte> moof, MediaInit init)
    {
        if (Boxes.ReadHeader(moof) is not { Type: "moof" } header || header.Size > moof.Length) return null;
        var tracks = new List<TrackSpan>();
        var isKeyframe = false;
        (int, int) firstSample = default;
        foreach (var traf in Boxes.Between(moof, header.HeaderLength, (int)header.Size).Where(b => b.Type == "traf"))
        {
            if (ReadTraf(moof, traf, init) is not { } track || track.Span.Samples == 0) continue;
            tracks.Add(track.Span);
            if (track.Track.IsVideo) (isKeyframe, firstSample) = ((track.FirstFlags & NonSyncSample) == 0, track.FirstSample);
        }
        // A path without picture (sound only) may be cut anywhere.
        if (init.Video is null) isKeyframe = true;
        return tracks.Count == 0 ? null : new Moof(isKeyframe, [.. tracks], firstSample);
    }

    private static (MediaTrack Track, TrackSpan Span, uint FirstFlags, (int, int) FirstSample)? ReadTraf(ReadOnlySpan<byte> data, Box traf, MediaInit init)
    {
        if (Boxes.Find(data, traf, "tfhd") is not { } tfhd || Boxes.Find(data, traf, "tfdt") is not { } tfdt) return null;
        var trackId = BinaryPrimitives.ReadInt32BigEndian(data[(tfhd.Body + 4)..]);
        if (init.Tracks.FirstOrDefault(t => t.Id == trackId) is not { } track) return null;
        var defaults = TfhdDefaults.Read(data, tfhd, track);
        var decodeTime = data[tfdt.Body] == 1 ? BinaryPrimitives.ReadInt64BigEndian(data[(tfdt.Body + 4)..]) : BinaryPrimitives.ReadUInt32BigEndian(data[(tfdt.Body + 4)..]);
        var total = new Trun(0, 0, null, default);
        foreach (var box in Boxes.Between(data, traf.Body, traf.End).Where(b => b.Type == "trun"))
        {
            var trun = Trun.Read(data, box, defaults);
            total = new(total.Samples + trun.Samples, total.Duration + trun.Duration, total.FirstFlags ?? trun.FirstFlags, total.FirstFlags is null ? trun.FirstSample : total.FirstSample);
        }
        return (track, new TrackSpan(trackId, decodeTime, total.Duration, total.Samples), total.FirstFlags ?? defaults.Flags, total.FirstSample);
    }

    private readonly record struct TfhdDefaults(uint Duration, uint Size, uint Flags)
    {
        public static TfhdDefaults Read(ReadOnlySpan<byte> data, Box tfhd, MediaTrack track)
        {
            var flags = BinaryPrimitives.ReadUInt32BigEndian(data[tfhd.Body..]) & 0xFF_FFFF;
            var at = tfhd.Body + 8;
            if ((flags & 0x01) != 0) at += 8;
            if ((flags & 0x02) != 0) at += 4;
            var (duration, size, sampleFlags) = (track.DefaultSampleDuration, 0u, track.DefaultSampleFlags);
            if ((flags & 0x08) != 0) duration = Next(data, ref at);
            if ((flags & 0x10) != 0) size = Next(data, ref at);
            if ((flags & 0x20) != 0) sampleFlags = Next(data, ref at);
            return new(duration, size, sampleFlags);
        }
    }

    private readonly record struct Trun(int Samples, long Duration, uint? FirstFlags, (int Offset, int Length) FirstSample)
    {
        public static Trun Read(ReadOnlySpan<byte> data, Box trun, TfhdDefaults defaults)
        {
            var flags = BinaryPrimitives.ReadUInt32BigEndian(data[trun.Body..]) & 0xFF_FFFF;
            var count = BinaryPrimitives.ReadInt32BigEndian(data[(trun.Body + 4)..]);
            var at = trun.Body + 8;
            var offset = (flags & 0x01) != 0 ? (int)Next(data, ref at) : 0;
            uint? first = (flags & 0x04) != 0 ? Next(data, ref at) : null;
            var perSample = 4 * int.PopCount((int)(flags & 0xF00));
            if (count <= 0 || (long)count * perSample > trun.End - at) return default;
            long duration = 0;
            var firstLength = (int)defaults.Size;
            for (var sample = 0; sample < count; sample++)
            {
                duration += (flags & 0x100) != 0 ? Next(data, ref at) : defaults.Duration;
                var size = (flags & 0x200) != 0 ? Next(data, ref at) : defaults.Size;
                uint? sampleFlags = (flags & 0x400) != 0 ? Next(data, ref at) : null;
                if ((flags & 0x800) != 0) at += 4;
                if (sample > 0) continue;
                first ??= sampleFlags;
                firstLength = (int)size;
            }
            return new(count, duration, first, (offset, firstLength));
        }
    }

    private static uint Next(ReadOnlySpan<byte> data, ref int at)
    {
        var value = BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
        at += 4;
        return value;
    }
}
