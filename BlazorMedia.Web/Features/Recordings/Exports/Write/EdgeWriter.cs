using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Mp4;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>Encodes only what holds a cut or a mark, and copies everything between.</summary>
internal sealed class EdgeWriter(StretchEncoder encoder)
{
    private const int Encoded = 60;

    // A keyframe's time in ticks is not a whole number of microseconds: half a millisecond earlier, it is certainly in, and the picture before it is not.
    public const decimal Margin = 0.0005m;

    /// <returns>Null when the keyframes are no clean cuts.</returns>
    /// <exception cref="NotPlainException">The pictures are of a kind that cannot be mixed with ours.</exception>
    public async Task<WrittenExport?> WriteAsync(ExportWork work, Dictionary<string, MediaFile> files, Action<int> report, CancellationToken ct)
    {
        if (work.Pieces.Any(p => p.VideoCodec != "h264")) throw new NotPlainException("Only H.264 can be cut exactly.");
        var pieces = new List<FilmPiece>();
        for (var i = 0; i < work.Pieces.Count; i++)
        {
            if (FilmPlan.Of(work, i, files[work.Pieces[i].File]) is not { } piece) return null;
            pieces.Add(piece);
        }
        var encoded = await EncodeAsync(work, pieces, report, ct);
        var lead = work.Pieces[0].FromMs / 1000m - pieces[0].From;
        var outcome = new ExportOutcome(work.IsExact ? ExportOutcome.Edges : ExportOutcome.OnlyMarks, LeadMs: (long)decimal.Round(lead * 1000));
        return await FilmFile.WriteAsync(work, new FilmJoin(pieces, encoded).Build(lead), outcome, Encoded, report, ct);
    }

    private async Task<Dictionary<FilmStretch, MediaFile>> EncodeAsync(ExportWork work, List<FilmPiece> pieces, Action<int> report, CancellationToken ct)
    {
        var encoded = new Dictionary<FilmStretch, MediaFile>();
        var stretches = pieces.SelectMany(p => p.Stretches.Where(s => s.IsEncoded).Select(s => (Piece: p, Stretch: s))).ToList();
        var (total, done) = (Math.Max(0.001m, stretches.Sum(s => s.Stretch.Until - s.Stretch.From)), 0m);
        foreach (var (piece, stretch) in stretches)
        {
            var before = done;
            var file = await encoder.EncodeAsync(work, Of(piece, stretch), FormattableString.Invariant($"edge{encoded.Count}"), time => Report(before + (decimal)time.TotalSeconds), ct);
            encoded[stretch] = MediaFileReader.Read(file);
            Report(done += stretch.Until - stretch.From);
        }
        return encoded;

        void Report(decimal seconds) => report((int)(Encoded * Math.Clamp(seconds / total, 0, 1)));
    }

    private static Stretch Of(FilmPiece piece, FilmStretch stretch)
    {
        var track = piece.File.Video!.Track;
        return new(piece.Source, stretch.Piece, Math.Max(0, stretch.From - Margin), stretch.Until - Margin, track.Width, track.Height, null, track.Timescale, AvcParameters.OurNumber, HasSound: false);
    }
}
