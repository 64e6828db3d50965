namespace BlazorMedia.Domain.Recordings;

/// <summary>A stretch of a stream's real time as pieces of its recordings; what nobody recorded is left out.</summary>
/// <param name="Pieces">In the order of real time; no instant twice, also where recordings overlap.</param>
/// <param name="MissingMs">How much is left out.</param>
/// <param name="Gaps">In how many places.</param>
public sealed record ExportRange(IReadOnlyList<ExportPiece> Pieces, long MissingMs, int Gaps)
{
    // Between two files of one camera lies a picture or two; that is no gap anybody would see.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(500);

    // Shorter than a picture of most cameras.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(20);

    /// <param name="recordings">With their pieces.</param>
    public static ExportRange Of(IEnumerable<Recording> recordings, DateTimeOffset from, DateTimeOffset until)
    {
        var (pieces, missing, gaps, at) = (new List<ExportPiece>(), TimeSpan.Zero, 0, from);
        foreach (var stretch in recordings.SelectMany(StretchesOf).OrderBy(s => s.StartsAt))
        {
            var (begins, ends) = (Later(stretch.StartsAt, at), Earlier(stretch.EndsAt, until));
            if (ends - begins < Least) continue;
            Miss(begins);
            Add(pieces, stretch, begins, ends);
            at = ends;
        }
        Miss(until);
        return new ExportRange(pieces, (long)missing.TotalMilliseconds, gaps);

        void Miss(DateTimeOffset next)
        {
            if (next - at <= Tolerance) return;
            (missing, gaps) = (missing + (next - at), gaps + 1);
        }
    }

    /// <summary>Where an instant stands in the file of a recording; null when nothing was recorded then.</summary>
    public static long? OffsetOf(Recording recording, DateTimeOffset at)
    {
        foreach (var stretch in StretchesOf(recording))
            if (at >= stretch.StartsAt && at <= stretch.EndsAt) return stretch.OffsetAt(at);
        return null;
    }

    /// <summary>The unbroken stretches of real time in a recording's file.</summary>
    public static IEnumerable<RealTime> StretchesOf(Recording recording)
    {
        if (recording.Pieces.Count == 0) return [new RealTime(recording.Id, recording.StartedAt, recording.DurationMs, 0)];
        return recording.Pieces.OrderBy(p => p.Index).Select(p => new RealTime(recording.Id, p.StartedAt, p.DurationMs, p.OffsetMs));
    }

    private static void Add(List<ExportPiece> pieces, RealTime stretch, DateTimeOffset begins, DateTimeOffset ends)
    {
        var (from, until) = (stretch.OffsetAt(begins), stretch.OffsetAt(ends));
        // In the file the gap is cut out already, so both sides of it are one piece.
        if (pieces.Count > 0 && pieces[^1] is var last && last.RecordingId == stretch.RecordingId && Math.Abs(last.UntilMs - from) <= 1) last.UntilMs = until;
        else pieces.Add(new ExportPiece { Index = pieces.Count, RecordingId = stretch.RecordingId, FromMs = from, UntilMs = until });
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

/// <summary>An unbroken stretch of real time and its place in a file.</summary>
/// <param name="OffsetMs">Where it begins in the file.</param>
public sealed record RealTime(Guid RecordingId, DateTimeOffset StartsAt, long DurationMs, long OffsetMs)
{
    public DateTimeOffset EndsAt => StartsAt.AddMilliseconds(DurationMs);

    public long OffsetAt(DateTimeOffset at) => OffsetMs + (long)Math.Round((at - StartsAt).TotalMilliseconds);
}
