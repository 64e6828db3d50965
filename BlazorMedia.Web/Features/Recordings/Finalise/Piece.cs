using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>A fragment of a claimed file.</summary>
/// <param name="Offset">Of the <c>moof</c>, in bytes.</param>
/// <param name="Length">Of <c>moof</c> and <c>mdat</c>, in bytes.</param>
internal sealed record PieceFragment(string File, long Offset, int Length, TrackSpan[] Tracks);

/// <summary>An unbroken stretch of media: fragments of one run, one after another on the same clock.</summary>
/// <param name="StartsAt">Wall clock of its first picture.</param>
/// <param name="GapReason">Why there was nothing before it; null for the first.</param>
internal sealed record Piece(string RunId, MediaInit Init, DateTimeOffset StartsAt, string? GapReason)
{
    // Pictures are stored in the order of decoding: the last one to be shown may stand a little before the end.
    private const int ReorderReach = 3;

    public List<PieceFragment> Fragments { get; } = [];

    /// <summary>Decode time of its first sample, in seconds of the run's clock, over all tracks.</summary>
    public decimal Start() =>
        Init.Tracks.Select(t => Fragments.SelectMany(f => f.Tracks).FirstOrDefault(s => s.TrackId == t.Id) is { Samples: > 0 } first ? (decimal?)first.DecodeTime / t.Timescale : null).Min()
        ?? throw new InvalidDataException("A piece without samples.");

    /// <summary>When its last sample has been shown, in seconds of the run's clock, over all tracks.</summary>
    public decimal End() =>
        Math.Max(Fragments[^Math.Min(ReorderReach, Fragments.Count)..].Max(FragmentBytes.PresentationEnd(Init)), Init.Tracks.Max(LastEndOf));

    public int SamplesOf(MediaTrack track) => Fragments.SelectMany(f => f.Tracks).Where(s => s.TrackId == track.Id).Sum(s => s.Samples);

    private decimal LastEndOf(MediaTrack track)
    {
        for (var i = Fragments.Count - 1; i >= 0; i--)
            foreach (var span in Fragments[i].Tracks)
                if (span.TrackId == track.Id) return (decimal)span.End / track.Timescale;
        return 0;
    }
}
