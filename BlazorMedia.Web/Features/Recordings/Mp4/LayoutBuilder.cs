using System.Runtime.InteropServices;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>
/// Puts the samples of all tracks in the order of time, in chunks of up to a second, so that a player finds sound and picture close
/// together. A chunk ends where the bytes of the source are not continued, so that most of them can be copied in one go.
/// </summary>
internal sealed class LayoutBuilder
{
    private const decimal LongChunk = 1;
    private const decimal ShortChunk = 0.25m;

    private readonly SourceFiles files;
    private readonly List<TrackCursor> cursors;
    private readonly List<Extent> extents = [];
    private long position;

    private LayoutBuilder(SourceFiles files, IEnumerable<TrackSamples> tracks) =>
        (this.files, cursors) = (files, [.. tracks.Where(t => t.Samples.Count > 0).Select(t => new TrackCursor(t))]);

    /// <param name="tracks">Their offsets count through all files.</param>
    /// <param name="window">What is shown.</param>
    /// <exception cref="NotPlainException">FFmpeg must do it.</exception>
    public static Mp4Layout Build(SourceFiles files, IReadOnlyList<TrackSamples> tracks, ShownWindow window)
    {
        PlainMedia.Require(tracks.Where(t => t.Samples.Count > 0).Select(t => t.Track));
        var builder = new LayoutBuilder(files, tracks);
        if (builder.cursors.Count == 0) throw new InvalidDataException("There is no media to write.");
        while (builder.cursors.Where(c => c.HasMore).MinBy(c => c.Seconds) is { } next) builder.AddChunk(next);
        var header = new MovieHeader([.. builder.cursors.Select(c => c.Tables)], window);
        return new Mp4Layout(header.Write(builder.position), files.Paths, builder.extents, header.Seconds);
    }

    private void AddChunk(TrackCursor track)
    {
        var begin = track.Seconds;
        track.Tables.BeginChunk(position);
        long end;
        do
        {
            var sample = track.Take();
            AddBytes(sample);
            end = sample.Offset + sample.Size;
        }
        while (track.HasMore && track.Seconds - begin is var length && length < LongChunk && (length < ShortChunk || track.NextOffset == end));
    }

    private void AddBytes(MediaSample sample)
    {
        var (file, offset) = files.Find(sample.Offset);
        if (extents.Count > 0 && extents[^1] is var last && last.File == file && last.Offset + last.Length == offset)
            CollectionsMarshal.AsSpan(extents)[^1] = last with { Length = last.Length + sample.Size };
        else if (sample.Size > 0)
            extents.Add(new Extent(position, file, offset, sample.Size));
        position += sample.Size;
    }

    private sealed class TrackCursor(TrackSamples track)
    {
        private int next;
        private long time = track.Start;

        public TrackTables Tables { get; } = new(track);

        public bool HasMore => next < track.Samples.Count;

        /// <summary>When the next sample is decoded.</summary>
        public decimal Seconds => (decimal)time / track.Track.Timescale;

        public long NextOffset => track.Samples[next].Offset;

        public MediaSample Take()
        {
            var sample = track.Samples[next++];
            Tables.Add(sample, time);
            time += sample.Duration;
            return sample;
        }
    }
}
