using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>What is wrong with a request for an export.</summary>
internal static class ExportCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(ExportRules.MaxHours);

    /// <summary>Without looking at recordings.</summary>
    public static List<Refusal> MistakesIn(CreateExportRequest request)
    {
        var mistakes = request.Pieces is { Count: > 0 } pieces ? (pieces.Count > ExportRules.MaxPieces ? [ExportRefusals.TooManyPieces] : []) : MistakesInRange(request);
        if (request.Mode?.Trim().ToLowerInvariant() is not (null or "" or CreateExportRequest.Copy or CreateExportRequest.Exact)) mistakes.Add(ExportRefusals.ModeInvalid);
        if (request.Marks?.Count > ExportRules.MaxMarks) mistakes.Add(ExportRefusals.TooManyMarks);
        if (!string.IsNullOrWhiteSpace(request.Name) && RecordingName.Clean(request.Name) is { IsSuccess: false } name) mistakes.Add(name.Refusal);
        return mistakes;
    }

    public static Refusal? MistakeIn(IReadOnlyList<ExportPiece> pieces) =>
        pieces.Count > ExportRules.MaxPieces ? ExportRefusals.TooManyPieces
        : pieces.Sum(p => p.UntilMs - p.FromMs) > Longest.TotalMilliseconds ? ExportRefusals.TooLong
        : null;

    /// <summary>Each mark in the piece that it belongs to.</summary>
    public static Result<List<ExportMark>> MarksOf(CreateExportRequest request, IReadOnlyList<ExportPiece> pieces, List<Recording> sources)
    {
        var marks = new List<ExportMark>();
        foreach (var mark in request.Marks ?? [])
        {
            var (text, url) = (mark.Text?.Trim(), mark.Url?.Trim());
            if (string.IsNullOrEmpty(text) && string.IsNullOrEmpty(url)) return ExportRefusals.MarkInvalid;
            if (text?.Length > ExportRules.MaxMarkText || Place(mark, pieces, sources) is not { } place) return ExportRefusals.MarkInvalid;
            marks.Add(new ExportMark(place.Piece, place.AtMs, text is "" ? null : text, url is "" ? null : url));
        }
        return marks;
    }

    private static List<Refusal> MistakesInRange(CreateExportRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Stream)) return [request.From is null && request.Until is null ? ExportRefusals.SourceMissing : ExportRefusals.StreamMissing];
        if (request.From is not { } from || request.Until is not { } until) return [ExportRefusals.RangeMissing];
        if (until <= from) return [ExportRefusals.RangeInvalid];
        return until - from > Longest ? [ExportRefusals.TooLong] : [];
    }

    private static (int Piece, long AtMs)? Place(ExportMarkRequest mark, IReadOnlyList<ExportPiece> pieces, List<Recording> sources)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            if (mark.Piece is { } wanted && wanted != i) continue;
            var at = mark.AtMs ?? (mark.At is { } instant && sources.Find(s => s.Id == pieces[i].RecordingId) is { } source ? ExportRange.OffsetOf(source, instant) : null);
            if (at is { } offset && offset >= pieces[i].FromMs && offset <= pieces[i].UntilMs) return (i, offset);
        }
        return null;
    }
}
