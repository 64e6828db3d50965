using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Live;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

internal static class SnapshotEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapSnapshots(this IEndpointRouteBuilder app)
    {
        var snapshots = app.MapGroup(SnapshotDto.Route).WithTags("Snapshots").RequireScope("recordings").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        var read = snapshots.MapGroup("").RequireAuthorization(Policies.Viewer);
        read.MapGet("/", ListAsync).WithSummary("Kept pictures, newest first").ProducesProblem(StatusCodes.Status400BadRequest);
        read.MapGet("/at", AtAsync).WithSummary("A picture of any past instant of a stream").WithMetadata(MediaBytes.Mark).Produces<Stream>(contentType: "image/jpeg")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        read.MapGet("/{id:guid}/file", FileAsync).WithSummary("The picture").WithMetadata(MediaBytes.Mark).Produces<Stream>(contentType: "image/jpeg").ProducesProblem(StatusCodes.Status404NotFound);
        read.MapGet("/{id:guid}/thumbnail", ThumbnailAsync).WithSummary("The picture, small").WithMetadata(MediaBytes.Mark).Produces<Stream>(contentType: "image/jpeg").ProducesProblem(StatusCodes.Status404NotFound);

        var write = snapshots.MapGroup("").RequireAuthorization(Policies.Operator);
        write.MapPost("/", TakeAsync).WithSummary("Keep a picture of a stream, of now or of a past instant")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        write.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Delete a kept picture").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

        var plans = app.MapGroup("/api/v1/snapshot-plans").WithTags("Snapshots").RequireScope("recordings").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        plans.MapGroup("").RequireAuthorization(Policies.Viewer).MapGet("/{**name}", async (string name, SaveSnapshotPlan handler, CancellationToken ct) => Answer(await handler.FindAsync(name, ct)))
            .WithSummary("How the pictures of a stream are taken").ProducesProblem(StatusCodes.Status404NotFound);
        plans.MapGroup("").RequireAuthorization(Policies.Operator).MapPut("/{**name}", async (string name, SnapshotPlanDto plan, SaveSnapshotPlan handler, CancellationToken ct) => Answer(await handler.HandleAsync(name, plan, ct)))
            .WithSummary("Change how the pictures of a stream are taken").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<SnapshotPage>, ProblemHttpResult>> ListAsync([AsParameters] SnapshotQuery query, ListSnapshots handler, CancellationToken ct) => Answer(await handler.HandleAsync(query, ct));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AtAsync(string? stream, string? at, [AsParameters] StillQuery query, PastStills past, HttpContext http)
    {
        if (!TakeSnapshot.TryRead(at, out var instant) || instant is null) return SnapshotRefusals.AtInvalid.ToProblem();
        var look = query.Look();
        if (!look.IsSuccess) return look.Refusals.ToProblem();
        var still = await past.AtAsync(stream?.Trim() ?? "", instant.Value, look.Value, http.RequestAborted);
        if (!still.IsSuccess) return still.Refusals.ToProblem();
        http.Response.Headers["X-Taken-At"] = still.Value.TakenAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return TypedResults.Bytes(still.Value.Jpeg, "image/jpeg");
    }

    private static async Task<Results<Created<SnapshotDto>, ProblemHttpResult>> TakeAsync(SnapshotRequest request, TakeSnapshot handler, CancellationToken ct)
    {
        var taken = await handler.HandleAsync(request, ct);
        return taken.IsSuccess ? TypedResults.Created(taken.Value.FileUrl, taken.Value) : taken.Refusals.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, DeleteSnapshot handler, CancellationToken ct)
    {
        var deleted = await handler.HandleAsync(id, ct);
        return deleted.IsSuccess ? TypedResults.NoContent() : deleted.Refusals.ToProblem();
    }

    private static Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> FileAsync(Guid id, string? download, IDbContextFactory<AppDbContext> databases, SnapshotShelf shelf, CancellationToken ct) =>
        SendAsync(id, databases, row => (shelf.FileOf(row.Path), download is "1" or "true" ? row.Name : null), ct);

    private static Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> ThumbnailAsync(Guid id, IDbContextFactory<AppDbContext> databases, SnapshotShelf shelf, CancellationToken ct) =>
        SendAsync(id, databases, row => (File.Exists(shelf.ThumbnailOf(id)) ? shelf.ThumbnailOf(id) : shelf.FileOf(row.Path), null), ct);

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> SendAsync(
        Guid id, IDbContextFactory<AppDbContext> databases, Func<SnapshotDto, (string File, string? DownloadName)> choose, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Snapshot>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && !s.IsGarbage, ct) is not { } row) return SnapshotRefusals.NotFound.ToProblem();
        var (file, name) = choose(SnapshotDto.From(row));
        // A kept picture never changes.
        return File.Exists(file) ? TypedResults.PhysicalFile(file, "image/jpeg", name, entityTag: new EntityTagHeaderValue($"\"{id:N}\"")) : SnapshotRefusals.FileMissing.ToProblem();
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
