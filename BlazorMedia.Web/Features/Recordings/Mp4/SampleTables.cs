using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Reads the tables of an ordinary track, <c>stbl</c> (ISO/IEC 14496-12, 8.6 and 8.7).</summary>
internal static class SampleTables
{
    /// <param name="fileLength">No sample may reach beyond it, in bytes.</param>
    public static void ReadInto(TrackSamples track, ReadOnlySpan<byte> data, Box stbl, long fileLength)
    {
        var sizes = SizeCursor.Of(data, stbl);
        if (sizes.Count == 0) return;
        track.Reserve(sizes.Count);
        var samples = new SampleCursor(
            sizes,
            new RunCursor(BoxCursor.In(data, stbl, "stts"), "stts"),
            Boxes.Find(data, stbl, "ctts") is { } ctts ? new RunCursor(BoxCursor.In(data, ctts), null) : default,
            new SyncCursor(Boxes.Find(data, stbl, "stss") is { } stss ? BoxCursor.In(data, stss) : default));
        var chunks = new ChunkCursor(data, stbl);
        while (samples.HasMore && chunks.Next() is { } chunk)
        {
            var offset = chunk.Offset;
            for (var i = 0u; i < chunk.Samples && samples.HasMore; i++)
            {
                var sample = samples.Next(offset);
                if (offset < 0 || sample.Size > fileLength - offset) throw new InvalidDataException("A sample lies outside the file: it is not whole.");
                track.Add(sample);
                offset += sample.Size;
            }
        }
        if (samples.HasMore) throw new InvalidDataException("A track has more samples than chunks for them.");
    }

    private ref struct SampleCursor(SizeCursor sizes, RunCursor times, RunCursor offsets, SyncCursor syncs)
    {
        private SizeCursor sizes = sizes;
        private RunCursor times = times;
        private RunCursor offsets = offsets;
        private SyncCursor syncs = syncs;

        public readonly bool HasMore => sizes.Left > 0;

        public MediaSample Next(long offset) => new(offset, sizes.Next(), times.Next(), (int)offsets.Next(), syncs.Next());
    }
}
