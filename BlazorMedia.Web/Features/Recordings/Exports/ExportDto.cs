using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>One export as clients see it.</summary>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>ready</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Mode"><c>copy</c> or <c>exact</c>, as it was asked for.</param>
/// <param name="Percent">0 to 100 while it runs; null otherwise.</param>
/// <param name="MissingMs">Of the time that was asked for, how much nobody recorded; it is cut out.</param>
/// <param name="Gaps">In how many places something is missing.</param>
/// <param name="Method">How it was made: <c>copied</c>, <c>edges</c>, <c>marks</c> or <c>encoded</c>; null until it is ready.</param>
/// <param name="Reason">Why everything was encoded anew: <c>time</c>, <c>parameters</c>, <c>codec</c> or <c>keyframes</c>.</param>
/// <param name="LeadMs">How much a player without edit lists shows before the first mark.</param>
/// <param name="FileUrl">Null until it is ready.</param>
/// <param name="SharedUntil">When the link that anybody may use stops to work; null = there is none.</param>
/// <param name="Failure">Code: <c>no-space</c>, <c>source-gone</c> or <c>failed</c>.</param>
public sealed record ExportDto(
    Guid Id, string Name, string State, string Mode, int? Percent, DateTimeOffset CreatedAt, string? CreatedBy, DateTimeOffset? FinishedAt, long DurationMs, long Bytes,
    int Pieces, int Marks, bool BurnsTime, long MissingMs, int Gaps, string? Method, string? Reason, long LeadMs, string? FileUrl, DateTimeOffset? SharedUntil, string? Failure, string? FailureDetails)
{
    internal const string Route = "/api/v1/exports";

    /// <param name="percent">Of its job; null when nobody knows.</param>
    internal static ExportDto From(Export e, int pieces, int? percent, DateTimeOffset now)
    {
        var (details, failure) = (ExportDetails.Parse(e.Options), e.Failure is null ? null : RecordingFailure.Parse(e.Failure));
        return new(
            e.Id, e.Name, e.State.ToString().ToLowerInvariant(), e.IsExact ? CreateExportRequest.Exact : CreateExportRequest.Copy, e.State == ExportState.Running ? percent : null,
            e.CreatedAt, e.CreatedBy, e.FinishedAt, e.DurationMs, e.Bytes, pieces, details.Marks.Count, details.BurnsTime, details.MissingMs, details.Gaps,
            details.Outcome?.Method, details.Outcome?.Reason, details.Outcome?.LeadMs ?? 0, e.State == ExportState.Ready ? $"{Route}/{e.Id}/file" : null,
            e.SharedUntil > now ? e.SharedUntil : null, failure?.Code, failure?.Details);
    }
}

/// <summary>A piece of an export.</summary>
/// <param name="Recording">File name of the recording; null when it was removed since.</param>
/// <param name="StartsAt">Wall clock of its beginning; null when the recording was removed since.</param>
public sealed record ExportPieceDto(Guid RecordingId, string? Recording, string? Stream, DateTimeOffset? StartsAt, long FromMs, long UntilMs);

/// <summary>One export with what it was made of.</summary>
public sealed record ExportDetailDto(ExportDto Export, IReadOnlyList<ExportPieceDto> Pieces);

/// <summary>One page, newest first.</summary>
/// <param name="NextCursor">For the next page; null on the last.</param>
public sealed record ExportPage(IReadOnlyList<ExportDto> Items, string? NextCursor);

/// <summary>A link that anybody may use who has it.</summary>
/// <param name="Url">Absolute.</param>
public sealed record SharedExport(string Url, DateTimeOffset Until);

/// <param name="Hours">1 to 720.</param>
public sealed record ShareExportRequest(int? Hours);
