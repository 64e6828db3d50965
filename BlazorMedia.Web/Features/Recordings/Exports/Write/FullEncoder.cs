using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Mp4;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>Encodes every piece anew into the same kind of film, then joins them: for the time in each picture, and for pieces that do not fit together.</summary>
internal sealed class FullEncoder(StretchEncoder encoder)
{
    // Why it was done, see ExportOutcome.
    public const string Time = "time";
    public const string Parameters = "parameters";
    public const string Codec = "codec";
    public const string Keyframes = "keyframes";

    private const int Timescale = 90_000;
    private const int Sps = 0;
    private const int Encoded = 90;

    // What cameras and encoders send; anything else is an average over lost pictures.
    private static readonly (decimal Rate, string Text)[] Rates =
    [
        (5, "5"), (6, "6"), (8, "8"), (10, "10"), (12, "12"), (12.5m, "25/2"), (15, "15"), (18, "18"), (20, "20"), (23.976m, "24000/1001"), (24, "24"),
        (25, "25"), (29.97m, "30000/1001"), (30, "30"), (50, "50"), (59.94m, "60000/1001"), (60, "60"),
    ];

    public async Task<WrittenExport> WriteAsync(ExportWork work, string reason, Action<int> report, CancellationToken ct)
    {
        var (first, hasSound) = (work.Pieces[0], work.Pieces.Any(p => p.AudioCodec is not null));
        // Parts of the same encoder are alike only when they have the same rate.
        var rate = work.Pieces.Count > 1 ? RateOf(first.File) : null;
        var (width, height) = (Math.Max(16, first.Width & ~1), Math.Max(16, first.Height & ~1));
        var (parts, total, done) = (new List<MediaPart>(), Math.Max(1, work.LengthMs / 1000m), 0m);
        for (var i = 0; i < work.Pieces.Count; i++)
        {
            var piece = work.Pieces[i];
            var stretch = new Stretch(piece, i, piece.FromMs / 1000m, piece.UntilMs / 1000m, width, height, rate, Timescale, Sps, hasSound);
            var before = done;
            var file = await encoder.EncodeAsync(work, stretch, FormattableString.Invariant($"part{i}"), time => Report(before + (decimal)time.TotalSeconds), ct);
            parts.Add(new MediaPart(MediaFileReader.Read(file), Until: stretch.Seconds));
            Report(done += stretch.Seconds);
        }
        return await FilmFile.WriteAsync(work, Mp4Layout.Join(parts), new ExportOutcome(ExportOutcome.Encoded, reason), Encoded, report, ct);

        void Report(decimal seconds) => report((int)(Encoded * Math.Clamp(seconds / total, 0, 1)));
    }

    private static string RateOf(string file)
    {
        try
        {
            if (MediaFileReader.Read(file).Video is not { Samples.Count: > 1 } video) return "25";
            var seconds = video.Samples.Sum(s => (decimal)s.Duration) / video.Track.Timescale;
            var average = video.Samples.Count / Math.Max(0.001m, seconds);
            return Rates.MinBy(r => Math.Abs(r.Rate - average)).Text;
        }
        catch (Exception exception) when (exception is NotPlainException or InvalidDataException)
        {
            return "25";
        }
    }
}
