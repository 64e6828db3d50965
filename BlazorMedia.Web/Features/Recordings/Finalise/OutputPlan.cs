using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>A piece and its place in the file.</summary>
/// <param name="Shift">Seconds to add to every time of the piece; the same for all tracks, so that sound and picture stay together.</param>
/// <param name="Offset">Where it begins in the file, in seconds.</param>
/// <param name="Duration">In seconds.</param>
internal sealed record PlannedPiece(Piece Piece, decimal Shift, decimal Offset, decimal Duration)
{
    /// <summary>The shift in each track's own ticks.</summary>
    public IReadOnlyDictionary<int, long> ShiftOf { get; } = Piece.Init.Tracks.ToDictionary(t => t.Id, t => (long)decimal.Round(Shift * t.Timescale));
}

/// <summary>One output file: pieces with the same parameters, end to end, with the gaps cut out.</summary>
internal sealed record OutputPlan(IReadOnlyList<PlannedPiece> Pieces)
{
    public MediaInit Init => Pieces[0].Piece.Init;

    public DateTimeOffset StartsAt => Pieces[0].Piece.StartsAt;

    public decimal Duration => Pieces[^1].Offset + Pieces[^1].Duration;

    public long Bytes => Pieces.Sum(p => p.Piece.Fragments.Sum(f => (long)f.Length));

    /// <summary>One plan per stretch of compatible pieces.</summary>
    public static IReadOnlyList<OutputPlan> For(IReadOnlyList<Piece> pieces)
    {
        var plans = new List<OutputPlan>();
        var group = new List<PlannedPiece>();
        foreach (var piece in pieces)
        {
            if (group.Count > 0 && !group[^1].Piece.Init.IsCompatibleWith(piece.Init))
            {
                plans.Add(new OutputPlan(group));
                group = [];
            }
            var (start, end, offset) = (piece.Start(), piece.End(), group.Count == 0 ? 0 : group[^1].Offset + group[^1].Duration);
            group.Add(new PlannedPiece(piece, offset - start, offset, end - start));
        }
        if (group.Count > 0) plans.Add(new OutputPlan(group));
        return plans;
    }

    public int SamplesOf(MediaTrack track) => Pieces.Sum(p => p.Piece.SamplesOf(track));
}
