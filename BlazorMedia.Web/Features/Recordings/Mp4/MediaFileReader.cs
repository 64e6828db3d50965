using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>
/// Reads what an MP4 file holds: an ordinary one, a fragmented one, or both in one. Reads indexes only, never media. The torn tail of a
/// fragmented file (after a kill) ends at the last whole <c>moof</c>+<c>mdat</c>. Takes a few times as much memory as the file is long
/// at most, whatever the file claims.
/// </summary>
internal sealed class MediaFileReader
{
    private const int MaxMovie = 1 << 30;
    private const int MaxFragmentHeader = 64 << 20;

    private readonly Stream stream;
    private readonly long length;
    private readonly SampleBudget budget;
    private readonly Dictionary<TrackSamples, long> shifts = [];
    private List<TrackSamples>? tracks;
    private (long Start, byte[] Bytes)? fragment;

    private MediaFileReader(Stream stream) => (this.stream, length, budget) = (stream, stream.Length, new SampleBudget(stream.Length));

    /// <param name="file">Absolute path; it may still be written to.</param>
    /// <exception cref="InvalidDataException">It is damaged, or no MP4 file.</exception>
    /// <exception cref="NotPlainException">It is built in a way that only FFmpeg reads.</exception>
    public static MediaFile Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Read(file, stream);
    }

    /// <param name="stream">Must know its length and seek.</param>
    public static MediaFile Read(string file, Stream stream)
    {
        try
        {
            return new MediaFileReader(stream).ReadBoxes(file);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException or EndOfStreamException)
        {
            throw new InvalidDataException("A size inside the file points outside.", exception);
        }
    }

    private MediaFile ReadBoxes(string file)
    {
        for (long at = 0; HeaderAt(at) is { } box; at += box.Size)
        {
            if (box.Type == "moov" && tracks is null) ReadMovie(BytesOf(at, box.Size, MaxMovie));
            if (box.Type == "moof") fragment = (at, BytesOf(at, box.Size, MaxFragmentHeader));
            if (box.Type == "mdat") ReadFragment();
        }
        if (tracks is null) throw new InvalidDataException("The file has no whole moov box.");
        return new MediaFile(file, [.. tracks.Select(t => new SampleTrack(t.Track, t.Header, t.Start + shifts[t], t.Samples))]);
    }

    // A last box of which a part is missing is as if it were not there.
    private (string Type, long Size)? HeaderAt(long at)
    {
        if (length - at < 8) return null;
        Span<byte> header = stackalloc byte[Boxes.MaxHeaderLength];
        stream.Position = at;
        header = header[..stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false)];
        // Size 0: until the end of the file.
        if (header[..4] is [0, 0, 0, 0] && header[4..8].SequenceEqual("mdat"u8)) return ("mdat", length - at);
        return Boxes.ReadHeader(header) is { } box && box.Size <= length - at ? (box.Type, box.Size) : null;
    }

    private byte[] BytesOf(long at, long size, int limit)
    {
        if (size > limit) throw new InvalidDataException("An index of the file is too large.");
        var bytes = new byte[size];
        stream.Position = at;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void ReadMovie(byte[] data)
    {
        var found = InitParser.Parse(data) ?? throw new InvalidDataException("The file has no readable track.");
        var moov = Boxes.Between(data, 0, data.Length)[0];
        tracks = [];
        foreach (var trak in Boxes.Between(data, moov.Body, moov.End).Where(b => b.Type == "trak"))
        {
            var id = TrackHeader.IdOf(data, trak);
            if (found.Tracks.FirstOrDefault(t => t.Id == id && t.Handler is "vide" or "soun") is not { } track) continue;
            if (tracks.Any(t => t.Track.Id == id)) throw new InvalidDataException("Two tracks have the same number.");
            ReadTrack(data, moov, trak, track);
        }
    }

    private void ReadTrack(byte[] data, Box moov, Box trak, MediaTrack track)
    {
        var stbl = Boxes.Require(data, trak, "mdia", "minf", "stbl");
        var stsd = BoxCursor.In(data, stbl, "stsd");
        stsd.VersionAndFlags();
        if (stsd.UInt32() != 1) throw new NotPlainException("A track has several sample descriptions.");
        var samples = new TrackSamples(track, TrackHeader.Read(data, moov, trak), budget);
        shifts[samples] = EditList.ShiftOf(data, moov, trak, track.Timescale);
        tracks!.Add(samples);
        SampleTables.ReadInto(samples, data, stbl, length);
    }

    private void ReadFragment()
    {
        if (fragment is not { } whole || tracks is null) return;
        fragment = null;
        new MoofSamples(whole.Start, 0, length).ReadInto(tracks, whole.Bytes);
    }
}
