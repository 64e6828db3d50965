using BlazorMedia.Web.Features.Recordings.Mp4;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>
/// Puts copied and encoded stretches into one track each for pictures and sound. Each picture is shown at its exact time; the sound comes from the
/// recordings throughout, and at a joint it is at most half a packet (10 ms) off its mark, never off its picture.
/// </summary>
internal sealed class FilmJoin(IReadOnlyList<FilmPiece> pieces, IReadOnlyDictionary<FilmStretch, MediaFile> encoded)
{
    // Decoders of sound need a packet or two before what is heard first.
    private const decimal SoundLead = 0.1m;

    private readonly SourceFiles files = new();
    private readonly Dictionary<string, long> begins = [];
    private readonly SampleBudget budget = new(long.MaxValue);

    /// <param name="lead">How much of the beginning is there to be decoded only, in seconds.</param>
    public Mp4Layout Build(decimal lead)
    {
        var film = pieces.Sum(p => p.Until - p.From);
        List<TrackSamples> tracks = [Pictures()];
        if (pieces.All(p => SoundOf(p.File) is not null)) tracks.Add(Sound());
        return LayoutBuilder.Build(files, tracks, new ShownWindow(lead, film));
    }

    private TrackSamples Pictures()
    {
        var first = pieces[0].File.Video!;
        var description = AvcParameters.Merge(first.Track.SampleDescription, pieces.Select(p => p.File.Video!).Concat(encoded.Values.Select(f => f.Video!)).Select(v => v.Track.SampleDescription));
        var track = new TrackSamples(first.Track with { SampleDescription = description }, first.Header, budget);
        // Pictures that are reordered are decoded earlier than they are shown: all by as much as those that need it most.
        var delay = pieces.SelectMany(p => p.Stretches).Max(s => DelayOf(TakenOf(s)));
        var at = 0m;
        foreach (var piece in pieces)
        {
            foreach (var stretch in piece.Stretches)
            {
                var taken = TakenOf(stretch);
                // What was encoded begins at its own 0, wherever its first picture was.
                Add(track, taken, at - piece.From + (stretch.IsEncoded ? stretch.ShownAt - ShownAt(taken) : 0), delay);
            }
            at += piece.Until - piece.From;
        }
        return track;
    }

    private TrackSamples Sound()
    {
        var first = SoundOf(pieces[0].File)!;
        var track = new TrackSamples(first.Track, first.Header, budget);
        var at = 0m;
        for (var i = 0; i < pieces.Count; i++)
        {
            var (piece, sound) = (pieces[i], SoundOf(pieces[i].File)!);
            if (!SampleDescriptions.AreAlike(first.Track, sound.Track)) throw new NotPlainException("The sound is not coded alike.");
            var half = sound.Samples.Count == 0 ? 0 : (decimal)sound.Samples[0].Duration / 2 / sound.Track.Timescale;
            var taken = Packets(piece.File.File, sound, i == 0 ? piece.From - SoundLead : piece.From - half, i == pieces.Count - 1 ? piece.Until : piece.Until - half);
            if (taken.Count > 0) Add(track, taken, at - piece.From, 0);
            at += piece.Until - piece.From;
        }
        return track;
    }

    private static void Add(TrackSamples track, Taken taken, decimal shift, decimal delay)
    {
        if (taken.Source.Track.Timescale != track.Track.Timescale) throw new NotPlainException("The tracks count differently.");
        var timescale = track.Track.Timescale;
        var extra = (long)decimal.Round((delay - DelayOf(taken)) * timescale);
        if (!taken.Source.Track.IsVideo) extra = 0;
        track.MoveTo(taken.DecodedAt + (long)decimal.Round(shift * timescale) - extra);
        track.Reserve(taken.Count);
        for (var i = taken.First; i < taken.First + taken.Count; i++)
        {
            var sample = taken.Source.Samples[i];
            track.Add(sample with { Offset = taken.FileAt + sample.Offset, CompositionOffset = (int)(sample.CompositionOffset + extra) });
        }
    }

    private Taken TakenOf(FilmStretch stretch)
    {
        var file = stretch.IsEncoded ? encoded[stretch] : pieces[stretch.Piece].File;
        var video = file.Video!;
        return stretch.IsEncoded ? new Taken(video, 0, video.Samples.Count, video.Start, FileAt(file.File)) : From(file.File, video, stretch.First, stretch.End - stretch.First);
    }

    private Taken Packets(string file, SampleTrack sound, decimal from, decimal until)
    {
        var (first, end, time) = (-1, 0, sound.Start);
        for (var i = 0; i < sound.Samples.Count; i++)
        {
            var shown = (decimal)(time + sound.Samples[i].CompositionOffset) / sound.Track.Timescale;
            if (first < 0 && shown >= from) first = i;
            if (shown < until) end = i + 1;
            time += sound.Samples[i].Duration;
        }
        return From(file, sound, Math.Max(first, 0), first < 0 ? 0 : Math.Max(0, end - first));
    }

    private Taken From(string file, SampleTrack source, int first, int count)
    {
        var time = source.Start;
        for (var i = 0; i < first; i++) time += source.Samples[i].Duration;
        return new Taken(source, first, count, time, FileAt(file));
    }

    private long FileAt(string file) => begins.TryGetValue(file, out var at) ? at : begins[file] = files.Add(file, new FileInfo(file).Length);

    private static decimal ShownAt(Taken taken) => ((decimal)taken.DecodedAt / taken.Source.Track.Timescale) + DelayOf(taken);

    // How much later the first picture is shown than the first sample is decoded, in seconds.
    private static decimal DelayOf(Taken taken)
    {
        var (time, earliest) = (taken.DecodedAt, long.MaxValue);
        for (var i = taken.First; i < Math.Min(taken.First + taken.Count, taken.First + 32); i++)
        {
            earliest = Math.Min(earliest, time + taken.Source.Samples[i].CompositionOffset);
            time += taken.Source.Samples[i].Duration;
        }
        return taken.Count == 0 ? 0 : (decimal)(earliest - taken.DecodedAt) / taken.Source.Track.Timescale;
    }

    private static SampleTrack? SoundOf(MediaFile file) => file.Tracks.FirstOrDefault(t => !t.Track.IsVideo);

    /// <param name="DecodedAt">Of the first sample, in ticks of the source.</param>
    /// <param name="FileAt">Where the source begins among all files.</param>
    private readonly record struct Taken(SampleTrack Source, int First, int Count, long DecodedAt, long FileAt);
}
