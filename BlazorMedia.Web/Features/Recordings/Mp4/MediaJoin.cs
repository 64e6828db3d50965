namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Parts of files, one after another in one file.</summary>
/// <param name="Offsets">Where each part begins in the film, in seconds; null for one that has nothing to show.</param>
internal sealed record MediaJoin(Mp4Layout Layout, IReadOnlyList<decimal?> Offsets)
{
    /// <inheritdoc cref="Mp4Layout.Join"/>
    public static MediaJoin Of(IReadOnlyList<MediaPart> parts)
    {
        try
        {
            return Join(parts);
        }
        catch (OverflowException exception)
        {
            throw new InvalidDataException("The times of the media make no sense.", exception);
        }
    }

    private static MediaJoin Join(IReadOnlyList<MediaPart> parts)
    {
        var cuts = parts.Select((p, i) => PartCut.Of(p, hidesLead: i == 0)).ToList();
        var first = cuts.FindIndex(c => c is not null);
        if (first < 0) throw new InvalidDataException("Nothing lies between the marks.");
        var files = new SourceFiles();
        var budget = new SampleBudget(long.MaxValue);
        var tracks = parts[first].File.Tracks.Select(t => new TrackSamples(t.Track, t.Header, budget)).ToList();
        var offsets = new List<decimal?>();
        var hidden = Math.Max(0, parts[first].From - cuts[first]!.Begin);
        var (end, shownUntil) = (0m, decimal.MaxValue);
        for (var i = 0; i < parts.Count; i++)
        {
            offsets.Add(cuts[i] is null ? null : Math.Max(0, end - hidden));
            if (cuts[i] is not { } cut) continue;
            Add(tracks, parts[i].File, cut, end - cut.Begin, files.Add(parts[i].File.File, new FileInfo(parts[i].File.File).Length));
            shownUntil = parts[i].Until == decimal.MaxValue ? decimal.MaxValue : end + parts[i].Until - cut.Begin;
            end += cut.End - cut.Begin;
        }
        return new MediaJoin(LayoutBuilder.Build(files, tracks, new ShownWindow(hidden, shownUntil)), offsets);
    }

    private static void Add(List<TrackSamples> tracks, MediaFile file, PartCut cut, decimal seconds, long fileAt)
    {
        if (file.Tracks.Count != tracks.Count) throw new NotPlainException("The parts do not have the same tracks.");
        for (var i = 0; i < tracks.Count; i++)
        {
            var (taken, track) = (cut.Tracks[i], tracks[i]);
            if (!SampleDescriptions.AreAlike(track.Track, taken.Track.Track)) throw new NotPlainException("The parts are not coded alike.");
            if (taken.Count == 0) continue;
            track.MoveTo(taken.Start + (long)decimal.Round(seconds * track.Track.Timescale));
            track.Reserve(taken.Count);
            for (var s = taken.First; s < taken.First + taken.Count; s++)
                track.Add(taken.Track.Samples[s] with { Offset = fileAt + taken.Track.Samples[s].Offset });
        }
    }
}
