using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Mp4;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>Writes the film of an export in the cheapest way that gives what was asked for: copied, only the edges encoded, or everything.</summary>
internal sealed class ExportWriter(FullEncoder full, EdgeWriter edges)
{
    /// <param name="report">Percent.</param>
    public async Task<WrittenExport> WriteAsync(ExportWork work, Action<int> report, CancellationToken ct)
    {
        if (work.EncodesAll) return await full.WriteAsync(work, work.Details.BurnsTime ? FullEncoder.Time : FullEncoder.Parameters, report, ct);
        try
        {
            var files = work.Pieces.Select(p => p.File).Distinct().ToDictionary(f => f, MediaFileReader.Read);
            if (!work.IsExact && work.Details.Marks.Count == 0) return await CopyAsync(work, files, report, ct);
            return await edges.WriteAsync(work, files, report, ct) ?? await full.WriteAsync(work, FullEncoder.Keyframes, report, ct);
        }
        catch (NotPlainException)
        {
            return await full.WriteAsync(work, work.Pieces.Count > 1 ? FullEncoder.Parameters : FullEncoder.Codec, report, ct);
        }
    }

    private static async Task<WrittenExport> CopyAsync(ExportWork work, Dictionary<string, MediaFile> files, Action<int> report, CancellationToken ct)
    {
        var parts = work.Pieces.Select(p => new MediaPart(files[p.File], p.FromMs / 1000m, p.UntilMs / 1000m)).ToList();
        var outcome = new ExportOutcome(ExportOutcome.Copied, LeadMs: LeadOf(parts[0]));
        return await FilmFile.WriteAsync(work, Mp4Layout.Join(parts), outcome, 0, report, ct);
    }

    private static long LeadOf(MediaPart part)
    {
        if (part.File.Video is not { Samples.Count: > 0 } video) return 0;
        var cuts = new VideoCuts(video);
        return (long)Math.Max(0, decimal.Round((part.From - cuts.ShownAt(cuts.KeyBefore(part.From))) * 1000));
    }
}
