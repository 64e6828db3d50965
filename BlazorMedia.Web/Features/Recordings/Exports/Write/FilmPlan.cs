using BlazorMedia.Web.Features.Recordings.Mp4;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>A stretch of a piece: copied from keyframe to keyframe, or encoded anew.</summary>
/// <param name="Piece">Which piece of the export.</param>
/// <param name="From">In seconds of the source's time line.</param>
/// <param name="ShownAt">When its first picture is shown, in seconds of the source's time line.</param>
/// <param name="First">First sample of the source, where it is copied.</param>
/// <param name="End">Behind its last sample, where it is copied.</param>
internal sealed record FilmStretch(int Piece, decimal From, decimal Until, decimal ShownAt, bool IsEncoded, int First = 0, int End = 0);

/// <summary>What of a piece is shown, and which stretches come to it.</summary>
/// <param name="From">What is shown first, in seconds of the source; earlier than the mark where a copy begins at a keyframe.</param>
internal sealed record FilmPiece(ExportSource Source, MediaFile File, decimal From, decimal Until, IReadOnlyList<FilmStretch> Stretches);

/// <summary>
/// Which stretches must be encoded anew, because they hold a cut or a mark, and which are copied. Only at clean keyframes do the two meet.
/// </summary>
internal static class FilmPlan
{
    /// <returns>Null when the keyframes are no clean cuts.</returns>
    public static FilmPiece? Of(ExportWork work, int piece, MediaFile file)
    {
        var source = work.Pieces[piece];
        var cuts = new VideoCuts(file.Video ?? throw new NotPlainException("There is no picture."));
        var (from, until) = (source.FromMs / 1000m, source.UntilMs / 1000m);
        var windows = WindowsOf(work, piece, cuts, from, until);
        var stretches = new List<FilmStretch>();
        var at = from;
        foreach (var (begin, end) in windows)
        {
            if (begin > at && !TryCopy(stretches, piece, cuts, at, begin)) return null;
            stretches.Add(new FilmStretch(piece, begin, end, cuts.FirstShown(begin - EdgeWriter.Margin), IsEncoded: true));
            at = end;
        }
        if (at < until && !TryCopy(stretches, piece, cuts, at, until)) return null;
        return new FilmPiece(source, file, Math.Min(from, stretches[0].From), until, stretches);
    }

    // In their order, not overlapping, each from a keyframe (or the beginning of the piece) to a keyframe (or its end).
    private static List<(decimal From, decimal Until)> WindowsOf(ExportWork work, int piece, VideoCuts cuts, decimal from, decimal until)
    {
        var wanted = work.MarksOf(piece).Select(m => Subtitles.WindowOf(m, work.Pieces[piece].FromMs)).Select(w => (From: w.FromMs / 1000m, Until: w.UntilMs / 1000m)).ToList();
        if (work.IsExact) wanted.AddRange([(from, from), (until, until)]);
        var windows = new List<(decimal From, decimal Until)>();
        foreach (var window in wanted.OrderBy(w => w.From))
        {
            var begin = Math.Max(from, cuts.ShownAt(cuts.KeyBefore(window.From)));
            var end = Math.Min(until, cuts.KeyAfter(Math.Min(window.Until, until)) is { } key ? cuts.ShownAt(key) : until);
            if (end <= begin) continue;
            if (windows.Count > 0 && windows[^1].Until >= begin) windows[^1] = (windows[^1].From, Math.Max(windows[^1].Until, end));
            else windows.Add((begin, end));
        }
        return windows;
    }

    // Begins at a keyframe: the one before it where nothing else cuts there. Ends at a keyframe, or with the piece.
    private static bool TryCopy(List<FilmStretch> stretches, int piece, VideoCuts cuts, decimal from, decimal until)
    {
        var first = cuts.KeyBefore(from);
        var begin = cuts.ShownAt(first);
        var endKey = cuts.KeyAfter(until) is { } key && cuts.ShownAt(key) == until ? key : (int?)null;
        var end = endKey ?? cuts.EndOf(first, until);
        if (end <= first) return true;
        if (!cuts.IsClean(first) || (endKey is { } last && !cuts.IsClean(last))) return false;
        stretches.Add(new FilmStretch(piece, begin, until, begin, IsEncoded: false, first, end));
        return true;
    }
}
