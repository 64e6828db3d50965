using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Recordings.Exports.Share;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Recordings.Exports;

internal static class ExportEndpoints
{
    // 200 pieces and 100 marks of 500 characters fit in.
    private const int MaxBody = 256 * 1024;

    public static void MapExportApi(this IEndpointRouteBuilder app)
    {
        var exports = app.MapGroup(ExportDto.Route).WithTags("Exports").RequireScope("recordings").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        MapReading(exports.MapGroup("").RequireAuthorization(Policies.Viewer));
        MapWriting(exports.MapGroup("").RequireAuthorization(Policies.Operator));
        app.MapGet("/share/{token}/file", ExportDownload.SharedAsync).AllowAnonymous().ExcludeFromDescription().WithMetadata(MediaBytes.Mark);
    }

    private static void MapReading(RouteGroupBuilder exports)
    {
        exports.MapGet("/", ListAsync).WithSummary("Exports, newest first, with their progress").ProducesProblem(StatusCodes.Status400BadRequest);
        exports.MapGet("/{id:guid}", FindAsync).WithSummary("One export with what it is made of").ProducesProblem(StatusCodes.Status404NotFound);
        exports.MapGet("/{id:guid}/file", ExportDownload.FileAsync).WithSummary("The MP4 file, whole or in ranges").WithMetadata(MediaBytes.Mark)
            .Produces<Stream>(contentType: "video/mp4").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static void MapWriting(RouteGroupBuilder exports)
    {
        exports.MapPost("/", CreateAsync).WithSummary("Make a film of pieces of recordings, or of a stream from a moment to a moment")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        exports.MapDelete("/{id:guid}", RemoveAsync).WithSummary("Cancel an export that is not finished; remove any other with its file").ProducesProblem(StatusCodes.Status404NotFound);
        exports.MapPost("/{id:guid}/retries", RetryAsync).WithSummary("Make a failed or cancelled export again")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        exports.MapPost("/{id:guid}/share", ShareAsync).WithSummary("A link that anybody may use for some hours; the one before stops to work")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        exports.MapDelete("/{id:guid}/share", UnshareAsync).WithSummary("Take the link back").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ExportPage>, ProblemHttpResult>> ListAsync([AsParameters] ExportQuery query, ListExports list, CancellationToken ct) =>
        Answer(await list.HandleAsync(query.Cursor, query.ReadLimit(), query.State, ct));

    private static async Task<Results<Ok<ExportDetailDto>, ProblemHttpResult>> FindAsync(Guid id, ListExports list, CancellationToken ct) => Answer(await list.FindAsync(id, ct));

    private static async Task<Results<Accepted<ExportDto>, ProblemHttpResult>> CreateAsync(CreateExportRequest request, CreateExport create, TimeProvider time, CancellationToken ct)
    {
        var created = await create.HandleAsync(request, time.GetUtcNow(), ct);
        return created.IsSuccess ? TypedResults.Accepted($"{ExportDto.Route}/{created.Value.Id}", created.Value) : created.Refusals.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Guid id, ChangeExport change, CancellationToken ct) => Done(await change.CancelOrRemoveAsync(id, ct));

    private static async Task<Results<Accepted<ExportDto>, ProblemHttpResult>> RetryAsync(Guid id, ChangeExport change, CancellationToken ct)
    {
        var retried = await change.RetryAsync(id, ct);
        return retried.IsSuccess ? TypedResults.Accepted($"{ExportDto.Route}/{id}", retried.Value) : retried.Refusals.ToProblem();
    }

    private static async Task<Results<Ok<SharedExport>, ProblemHttpResult>> ShareAsync(Guid id, ShareExportRequest request, ShareExport share, HttpContext http, CancellationToken ct)
    {
        var shared = await share.GiveAsync(id, request.Hours, ct);
        if (!shared.IsSuccess) return shared.Refusals.ToProblem();
        return TypedResults.Ok(shared.Value with { Url = $"{http.Request.Scheme}://{http.Request.Host}{shared.Value.Url}" });
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UnshareAsync(Guid id, ShareExport share, CancellationToken ct) => Done(await share.TakeBackAsync(id, ct));

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();

    private static Results<NoContent, ProblemHttpResult> Done(Result<string> result) => result.IsSuccess ? TypedResults.NoContent() : result.Refusals.ToProblem();
}

/// <summary>The query string of the list. Texts, so that a wrong one gets our refusal and not the framework's.</summary>
/// <param name="Limit">1 to 200; 50 without it.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>ready</c>, <c>failed</c> or <c>cancelled</c>.</param>
public sealed record ExportQuery(string? Cursor, string? Limit, string? State)
{
    internal int? ReadLimit() => string.IsNullOrEmpty(Limit) ? null : int.TryParse(Limit, CultureInfo.InvariantCulture, out var limit) ? limit : -1;
}
