using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>A fragment of a claimed file.</summary>
/// <param name="Offset">Of the <c>moof</c>, in bytes.</param>
/// <param name="Length">Of <c>moof</c> and <c>mdat</c>, in bytes.</param>
internal readonly record struct PieceFragment(string File, long Offset, int Length);

/// <summary>An unbroken stretch of media: fragments of one run, one after another on the same clock.</summary>
/// <param name="StartsAt">Wall clock of its first picture.</param>
/// <param name="GapReason">Why there was nothing before it; null for the first.</param>
internal sealed record Piece(string RunId, MediaInit Init, DateTimeOffset StartsAt, string? GapReason)
{
    private readonly Dictionary<int, SampleTimes> times = [];

    public List<PieceFragment> Fragments { get; } = [];

    /// <summary>When its first sample is shown, in seconds of the run's clock, over all tracks.</summary>
    public decimal Start => Seconds().Min(t => t.Start);

    /// <summary>When its last sample has been shown, in seconds of the run's clock, over all tracks.</summary>
    public decimal End => Seconds().Max(t => t.End);

    public TimeSpan Duration => TimeSpan.FromSeconds((double)(End - Start));

    public int SamplesOf(MediaTrack track) => times.TryGetValue(track.Id, out var known) ? known.Samples : 0;

    /// <summary>How far a picture is shown before it is decoded, in ticks: what the ring's negative composition offsets come to; 0 without B-frames.</summary>
    public long ReorderOf(MediaTrack track) => times.TryGetValue(track.Id, out var known) ? known.Reorder : 0;

    public void Add(PieceFragment fragment, IEnumerable<SampleTimes> samples)
    {
        Fragments.Add(fragment);
        foreach (var track in samples) times[track.TrackId] = times.TryGetValue(track.TrackId, out var known) ? known.With(track) : track;
    }

    private IEnumerable<(decimal Start, decimal End)> Seconds() =>
        Init.Tracks.Where(t => times.ContainsKey(t.Id)).Select(t => ((decimal)times[t.Id].Start / t.Timescale, (decimal)times[t.Id].End / t.Timescale));
}

/// <summary>When the samples of a track are shown, in its ticks.</summary>
/// <param name="Reorder">The largest negative composition offset, as a positive number.</param>
internal readonly record struct SampleTimes(int TrackId, int Samples, long Start, long End, long Reorder)
{
    public SampleTimes With(SampleTimes later) =>
        new(TrackId, Samples + later.Samples, Math.Min(Start, later.Start), Math.Max(End, later.End), Math.Max(Reorder, later.Reorder));
}
