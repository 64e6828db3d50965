using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Finds the recordings that an export is to be made of.</summary>
internal sealed class ExportSources(IDbContextFactory<AppDbContext> databases, RecordingStore store, TimeProvider time)
{
    private const int MaxRecordings = 2000;

    public async Task<Result<ExportWish>> FindAsync(CreateExportRequest request, CancellationToken ct)
    {
        var mistakes = ExportCheck.MistakesIn(request);
        if (mistakes.Count > 0) return mistakes;
        await using var db = await databases.CreateDbContextAsync(ct);
        var sources = await (request.Pieces is { Count: > 0 } pieces ? NamedAsync(db, pieces, ct) : OfStreamAsync(db, request, ct));
        var range = request.Pieces is { Count: > 0 } ? PiecesOf(request.Pieces, sources) : RangeOf(request, sources);
        if (!range.IsSuccess) return range.Refusal;
        if (ExportCheck.MistakeIn(range.Value.Pieces) is { } mistake) return mistake;
        var node = await NodeOfAsync(db, [.. range.Value.Pieces.Select(p => p.RecordingId)], ct);
        return node.IsSuccess ? Wish(request, range.Value, sources, node.Value.Id) : node.Refusal;
    }

    private static Task<List<Recording>> NamedAsync(AppDbContext db, IReadOnlyList<ExportPieceRequest> pieces, CancellationToken ct)
    {
        var ids = pieces.Select(p => p.RecordingId).Distinct().ToList();
        return db.Set<Recording>().AsNoTracking().Include(r => r.Pieces).Listed().Where(r => ids.Contains(r.Id)).ToListAsync(ct);
    }

    private static Task<List<Recording>> OfStreamAsync(AppDbContext db, CreateExportRequest request, CancellationToken ct)
    {
        var (stream, from, until) = (request.Stream!.Trim(), request.From!.Value.ToUniversalTime(), request.Until!.Value.ToUniversalTime());
        return db.Set<Recording>().AsNoTracking().Include(r => r.Pieces).Listed().OfStream(stream)
            .Where(r => r.State == RecordingState.Ready && r.StartedAt < until && r.EndedAt > from)
            .OrderBy(r => r.StartedAt).Take(MaxRecordings).ToListAsync(ct);
    }

    private static Result<ExportRange> PiecesOf(IReadOnlyList<ExportPieceRequest> wanted, List<Recording> sources)
    {
        var pieces = new List<ExportPiece>();
        foreach (var piece in wanted)
        {
            if (sources.Find(s => s.Id == piece.RecordingId) is not { } source) return ExportRefusals.SourceNotFound;
            if (source.State != RecordingState.Ready) return ExportRefusals.SourceNotReady;
            var until = Math.Min(piece.UntilMs, source.DurationMs);
            if (piece.FromMs < 0 || until <= piece.FromMs) return ExportRefusals.PieceInvalid;
            pieces.Add(new ExportPiece { Index = pieces.Count, RecordingId = source.Id, FromMs = piece.FromMs, UntilMs = until });
        }
        return new ExportRange(pieces, 0, 0);
    }

    private static Result<ExportRange> RangeOf(CreateExportRequest request, List<Recording> sources)
    {
        var range = ExportRange.Of(sources, request.From!.Value, request.Until!.Value);
        return range.Pieces.Count > 0 ? range : ExportRefusals.NothingRecorded;
    }

    // Where nodes keep their recordings to themselves, the one that has them all must do it.
    private async Task<Result<FileNode>> NodeOfAsync(AppDbContext db, HashSet<Guid> recordings, CancellationToken ct)
    {
        if (store.OnlyNode is not { } here) return new FileNode(null);
        var ids = recordings.ToList();
        var nodes = await db.Set<Recording>().Where(r => ids.Contains(r.Id))
            .Join(db.Set<RecordingTask>(), r => r.TaskId, t => t.Id, (_, t) => t.NodeId).Distinct().ToListAsync(ct);
        var known = nodes.OfType<Guid>().Distinct().ToList();
        return known.Count > 1 ? ExportRefusals.SeveralNodes : new FileNode(known.Count == 1 ? known[0] : here);
    }

    private Result<ExportWish> Wish(CreateExportRequest request, ExportRange range, List<Recording> sources, Guid? node)
    {
        var marks = ExportCheck.MarksOf(request, range.Pieces, sources);
        if (!marks.IsSuccess) return marks.Refusal;
        var name = RecordingName.Clean(string.IsNullOrWhiteSpace(request.Name) ? NameOf(request, range, sources) : request.Name);
        if (!name.IsSuccess) return name.Refusal;
        var details = new ExportDetails([.. marks.Value], request.BurnTime == true, range.MissingMs, range.Gaps);
        return new ExportWish(name.Value, request.IsExact, range.Pieces, details, node);
    }

    // The last part of the stream's name, because a name may hold slashes, and the local time of the first picture.
    private string NameOf(CreateExportRequest request, ExportRange range, List<Recording> sources)
    {
        var (piece, stream) = (range.Pieces[0], sources[0].StreamName);
        var source = sources.Find(s => s.Id == piece.RecordingId)!;
        var stretch = ExportRange.StretchesOf(source).Last(s => s.OffsetMs <= piece.FromMs);
        var at = request.From ?? stretch.StartsAt.AddMilliseconds(piece.FromMs - stretch.OffsetMs);
        var local = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        return FormattableString.Invariant($"{stream[(stream.LastIndexOf('/') + 1)..]} {local:yyyy-MM-dd HH.mm.ss}").TrimStart('.', ' ');
    }

    private sealed record FileNode(Guid? Id);
}
