using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>What to make: either pieces of recordings, joined in their order, or all that was recorded of a stream from a moment to a moment.</summary>
/// <param name="Name">File name without folder; null = made from the stream and the time.</param>
/// <param name="Mode"><c>copy</c> (or null): fast, nothing is encoded anew; <c>exact</c>: cut at the very picture, only the edges are encoded anew.</param>
/// <param name="Stream">Exact name; with <paramref name="From"/> and <paramref name="Until"/> instead of pieces.</param>
/// <param name="BurnTime">Draws the wall clock into each picture; everything is encoded anew then.</param>
public sealed record CreateExportRequest(
    string? Name, string? Mode, IReadOnlyList<ExportPieceRequest>? Pieces, string? Stream = null, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    IReadOnlyList<ExportMarkRequest>? Marks = null, bool? BurnTime = null)
{
    internal const string Copy = "copy";
    internal const string Exact = "exact";

    internal bool IsExact => string.Equals(Mode?.Trim(), Exact, StringComparison.OrdinalIgnoreCase);
}

/// <param name="FromMs">From the beginning of the recording's file.</param>
/// <param name="UntilMs">From the beginning of the recording's file; what lies behind its end is left out.</param>
public sealed record ExportPieceRequest(Guid RecordingId, long FromMs, long UntilMs);

/// <summary>Something that stands in the picture for four seconds around an instant.</summary>
/// <param name="Piece">Which piece, from 0; null = the first that holds the instant.</param>
/// <param name="AtMs">From the beginning of the recording's file.</param>
/// <param name="At">Instead of <paramref name="AtMs"/>: wall clock.</param>
/// <param name="Text">Drawn as a subtitle.</param>
/// <param name="Url">Address of a picture (JPEG or PNG, at most 10 MiB) that is scaled to the whole frame.</param>
public sealed record ExportMarkRequest(int? Piece, long? AtMs, DateTimeOffset? At, string? Text, string? Url);

/// <summary>What a request comes to once its recordings are found.</summary>
/// <param name="NodeId">Who must make it; null = any.</param>
internal sealed record ExportWish(string Name, bool IsExact, IReadOnlyList<ExportPiece> Pieces, ExportDetails Details, Guid? NodeId);
