namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Samples of a track that are taken, and when the first of them is decoded.</summary>
internal readonly record struct TakenSamples(SampleTrack Track, int First, int Count, long Start);

/// <summary>Which samples of a file a part takes: pictures from a keyframe on, and the sound that belongs to them.</summary>
/// <param name="Begin">When the first of them is shown, in seconds of the file's time line.</param>
/// <param name="End">When the last of them has been shown.</param>
internal sealed record PartCut(IReadOnlyList<TakenSamples> Tracks, decimal Begin, decimal End)
{
    // Decoders of sound need what comes before: 80 ms with Opus, a packet or two with AAC.
    private const decimal SoundLead = 0.1m;

    /// <param name="hidesLead">What comes before the part is not shown, so that sound can begin earlier.</param>
    /// <returns>Null when nothing of the file lies in the part.</returns>
    public static PartCut? Of(MediaPart part, bool hidesLead)
    {
        var key = part.File.Video is { Samples.Count: > 0 } video ? KeyframeBefore(video, part.From) : (decimal?)null;
        var soundFrom = Math.Max(key ?? part.From, 0) - (hidesLead ? SoundLead : 0);
        var taken = part.File.Tracks.Select(t => Take(t, t.Track.IsVideo ? key ?? part.From : soundFrom, part.Until)).ToList();
        var shown = taken.Where(t => t.Count > 0).Select(Shown).ToList();
        if (shown.Count == 0 || part.Until <= part.From || shown.Max(s => s.End) <= part.From) return null;
        return new PartCut(taken, shown.Min(s => s.Begin), shown.Max(s => s.End));
    }

    // When the last keyframe is shown that is not after the time; the first, when all are after it.
    private static decimal KeyframeBefore(SampleTrack video, decimal from)
    {
        decimal? found = null;
        var time = video.Start;
        foreach (var sample in video.Samples)
        {
            var shown = (decimal)(time + sample.CompositionOffset) / video.Track.Timescale;
            if (sample.IsSync && found is not null && shown > from) break;
            if (sample.IsSync) found = shown;
            time += sample.Duration;
        }
        return found ?? throw new InvalidDataException("The file has no keyframe.");
    }

    private static TakenSamples Take(SampleTrack track, decimal from, decimal until)
    {
        var (first, last, time, start) = (-1, -1, track.Start, 0L);
        for (var i = 0; i < track.Samples.Count; i++)
        {
            var sample = track.Samples[i];
            var shown = (decimal)(time + sample.CompositionOffset) / track.Track.Timescale;
            if (first < 0 && shown >= from && sample.IsSync) (first, start) = (i, time);
            // Pictures that are shown later may be needed to decode the last that is shown.
            if (first >= 0 && shown < until) last = i;
            time += sample.Duration;
        }
        return new TakenSamples(track, Math.Max(first, 0), last < first || first < 0 ? 0 : last - first + 1, start);
    }

    private static (decimal Begin, decimal End) Shown(TakenSamples taken)
    {
        var (begin, end, time) = (long.MaxValue, long.MinValue, taken.Start);
        for (var i = taken.First; i < taken.First + taken.Count; i++)
        {
            var sample = taken.Track.Samples[i];
            begin = Math.Min(begin, time + sample.CompositionOffset);
            end = Math.Max(end, time + sample.CompositionOffset + sample.Duration);
            time += sample.Duration;
        }
        var timescale = (decimal)taken.Track.Track.Timescale;
        return (begin / timescale, end / timescale);
    }
}
