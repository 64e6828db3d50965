namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Which part of a track is shown, and when: it keeps sound and picture together.</summary>
/// <param name="Delay">Before anything of the track is shown, in ticks of the film.</param>
/// <param name="Length">How long the track is shown, in ticks of the film.</param>
/// <param name="MediaTime">What of the track is shown first, in its own ticks, counted from when its first sample is decoded.</param>
internal readonly record struct TrackEdit(long Delay, long Length, long MediaTime)
{
    public static TrackEdit Of(TrackTables track, ShownWindow window, int movieTimescale)
    {
        var timescale = track.Source.Track.Timescale;
        var from = (long)decimal.Round(window.From * timescale);
        var until = window.Until > long.MaxValue / timescale ? long.MaxValue : (long)decimal.Round(window.Until * timescale);
        var begin = Math.Max(from, track.FirstShown);
        var end = Math.Max(begin, Math.Min(until, track.LastShown));
        return new(
            (long)decimal.Round((decimal)(begin - from) * movieTimescale / timescale),
            (long)decimal.Ceiling((decimal)(end - begin) * movieTimescale / timescale),
            begin - track.Begin);
    }
}
