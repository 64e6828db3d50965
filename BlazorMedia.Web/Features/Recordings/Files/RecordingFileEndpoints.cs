using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Recordings.Files;

internal static class RecordingFileEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapRecordingFiles(this IEndpointRouteBuilder app)
    {
        var recordings = app.MapGroup(RecordingDto.Route).WithTags("Recordings").RequireScope("recordings").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        MapReading(recordings.MapGroup("").RequireAuthorization(Policies.Viewer));
        MapWriting(recordings.MapGroup("").RequireAuthorization(Policies.Operator));
    }

    private static void MapReading(RouteGroupBuilder recordings)
    {
        recordings.MapGet("/", ListAsync).WithSummary("Recordings, newest first").ProducesProblem(StatusCodes.Status400BadRequest);
        recordings.MapGet("/{id:guid}", FindAsync).WithSummary("One recording with its pieces").ProducesProblem(StatusCodes.Status404NotFound);
        recordings.MapGet("/{id:guid}/file", RecordingDownload.FileAsync).WithSummary("The MP4 file, whole or in ranges").WithMetadata(MediaBytes.Mark)
            .Produces<Stream>(contentType: "video/mp4").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);
        recordings.MapGet("/{id:guid}/thumbnail", RecordingDownload.ThumbnailAsync).WithSummary("A picture of the recording").WithMetadata(MediaBytes.Mark)
            .Produces<Stream>(contentType: "image/jpeg").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapWriting(RouteGroupBuilder recordings)
    {
        recordings.MapPatch("/{id:guid}", RenameAsync).WithSummary("Rename a recording")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        recordings.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Move a recording to the trash, where it stays for a day")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        recordings.MapPost("/{id:guid}/restoration", RestoreAsync).WithSummary("Take a recording out of the trash").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<RecordingPage>, ProblemHttpResult>> ListAsync([AsParameters] RecordingQuery query, ListRecordings handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(query.ToFilter(), ct));

    private static async Task<Results<Ok<RecordingDetailDto>, ProblemHttpResult>> FindAsync(Guid id, FindRecording handler, CancellationToken ct)
    {
        var found = await handler.HandleAsync(id, ct);
        return found.IsSuccess ? TypedResults.Ok(RecordingDetailDto.From(found.Value)) : found.Refusals.ToProblem();
    }

    private static async Task<Results<Ok<RecordingDto>, ProblemHttpResult>> RenameAsync(Guid id, RenameRequest request, RenameRecording handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(id, request.Name, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, DeleteRecording handler, CancellationToken ct)
    {
        var deleted = await handler.HandleAsync(id, ct);
        return deleted.IsSuccess ? TypedResults.NoContent() : deleted.Refusals.ToProblem();
    }

    private static async Task<Results<Ok<RecordingDto>, ProblemHttpResult>> RestoreAsync(Guid id, RestoreRecording handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(id, ct));

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) =>
        result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}

/// <summary>The query string of the list; see <see cref="RecordingFilter"/>. Texts, so that a wrong one gets our refusal and not the framework's.</summary>
public sealed record RecordingQuery(string? Stream, string? Day, string? Text, string? Cursor, string? Limit, string? Trash, string? Order, string? Favourites = null)
{
    private const int NoLimit = -1;

    internal RecordingFilter ToFilter() => new(
        Stream, Day, Text, Cursor, string.IsNullOrEmpty(Limit) ? null : int.TryParse(Limit, CultureInfo.InvariantCulture, out var limit) ? limit : NoLimit, Trash is "1" or "true", Order, Favourites is "1" or "true");
}

/// <summary>The new name of a recording.</summary>
/// <param name="Name">File name without folder; the extension is added where it is missing.</param>
public sealed record RenameRequest(string? Name);
