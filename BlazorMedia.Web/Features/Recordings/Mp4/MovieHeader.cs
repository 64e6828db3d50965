namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Writes what stands before the media: <c>ftyp</c>, <c>moov</c> and the header of <c>mdat</c> (ISO/IEC 14496-12).</summary>
internal sealed class MovieHeader
{
    // Room for the header itself, so that it is known beforehand how long the places of the chunks are written.
    private const long LongFile = uint.MaxValue - (256L << 20);

    private readonly IReadOnlyList<TrackTables> tracks;
    private readonly IReadOnlyList<TrackEdit> edits;
    private readonly BoxWriter writer = new();

    // The finest of the tracks' clocks: a delay survives being written in it and read again.
    private readonly int timescale;

    public MovieHeader(IReadOnlyList<TrackTables> tracks, ShownWindow window)
    {
        this.tracks = tracks;
        timescale = tracks.Max(t => t.Source.Track.Timescale);
        edits = [.. tracks.Select(t => TrackEdit.Of(t, window, timescale))];
    }

    /// <summary>How long the film is.</summary>
    public decimal Seconds => (decimal)Duration / timescale;

    private long Duration => edits.Max(e => e.Delay + e.Length);

    /// <param name="mediaLength">In bytes.</param>
    public byte[] Write(long mediaLength)
    {
        var isLong = mediaLength > LongFile;
        WriteType();
        var trackWriters = tracks.Select((t, i) => new TrackWriter(writer, i + 1, t, edits[i], isLong)).ToList();
        writer.Box("moov", () =>
        {
            WriteMovie();
            foreach (var track in trackWriters) track.Write();
        });
        WriteMediaHeader(mediaLength, isLong);
        foreach (var track in trackWriters) track.MoveChunks(writer.Length);
        return writer.ToArray();
    }

    private void WriteType() => writer.Box("ftyp", () =>
    {
        writer.Text("isom");
        writer.UInt32(512);
        writer.Text(tracks.Any(t => t.Source.Track.Codec == "h264") ? "isomiso2avc1mp41" : "isomiso2mp41");
    });

    private void WriteMovie()
    {
        var version = Duration > uint.MaxValue ? 1 : 0;
        writer.FullBox("mvhd", version, 0, () =>
        {
            writer.Time(version, 0);
            writer.Time(version, 0);
            writer.UInt32(timescale);
            writer.Time(version, Duration);
            writer.UInt32(0x0001_0000);
            writer.UInt16(0x0100);
            writer.Zeros(10);
            foreach (var number in (uint[])[0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000]) writer.UInt32(number);
            writer.Zeros(24);
            writer.UInt32(tracks.Count + 1);
        });
    }

    private void WriteMediaHeader(long mediaLength, bool isLong)
    {
        writer.UInt32(isLong ? 1 : mediaLength + 8);
        writer.Text("mdat");
        if (isLong) writer.Int64(mediaLength + 16);
    }
}
