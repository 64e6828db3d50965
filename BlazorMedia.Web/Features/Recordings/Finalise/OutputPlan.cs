using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>A piece and its place in the file.</summary>
/// <param name="Offset">Where it begins in the file, in seconds.</param>
/// <param name="Shifts">By track id. The same number of seconds for all tracks, so that sound and picture stay together.</param>
internal sealed record PlannedPiece(Piece Piece, decimal Offset, IReadOnlyDictionary<int, TrackShift> Shifts)
{
    /// <summary>From the run's clock to the file's.</summary>
    public decimal SecondsMoved => Offset - Piece.Start;

    /// <summary>In seconds.</summary>
    public decimal Duration => Piece.End - Piece.Start;
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
        var groups = new List<List<Piece>>();
        foreach (var piece in pieces)
        {
            if (groups.Count > 0 && groups[^1][0].Init.IsCompatibleWith(piece.Init)) groups[^1].Add(piece);
            else groups.Add([piece]);
        }
        return [.. groups.Select(Place)];
    }

    public int SamplesOf(MediaTrack track) => Pieces.Sum(p => p.Piece.SamplesOf(track));

    // FFmpeg reads a file with negative composition offsets as if its pictures were shown later than they are, and the sound not. So the
    // pictures are decoded earlier by the largest of them, which makes all offsets positive and moves no picture in time.
    private static OutputPlan Place(List<Piece> pieces)
    {
        var tracks = pieces[0].Init.Tracks;
        var reorder = tracks.ToDictionary(t => t.Id, t => pieces.Max(p => p.ReorderOf(t)));
        var lead = tracks.Max(t => (decimal)reorder[t.Id] / t.Timescale);
        var placed = new List<PlannedPiece>();
        var offset = 0m;
        foreach (var piece in pieces)
        {
            // The lead keeps the first decode times from falling below zero; FFmpeg takes it away again.
            var seconds = lead + offset - piece.Start;
            placed.Add(new PlannedPiece(piece, offset, tracks.ToDictionary(t => t.Id, t => new TrackShift((long)decimal.Round(seconds * t.Timescale) - reorder[t.Id], (int)reorder[t.Id]))));
            offset += piece.End - piece.Start;
        }
        return new OutputPlan(placed);
    }
}
