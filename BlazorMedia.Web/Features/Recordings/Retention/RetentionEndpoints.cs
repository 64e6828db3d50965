using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Recordings.Retention;

internal static class RetentionEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapRetention(this IEndpointRouteBuilder app)
    {
        MapOverview(app.Group("/api/v1/retention").RequireAuthorization(Policies.Viewer));
        MapRules(app.Group("/api/v1/stream-retention"));
        MapKeeping(app.Group(RecordingDto.Route).RequireAuthorization(Policies.Operator));
    }

    // Names of streams hold slashes, so per path it has an address of its own.
    private static void MapRules(RouteGroupBuilder rules)
    {
        rules.MapGet("/{**name}", async (string name, PathRetention handler, CancellationToken ct) => Answer(await handler.FindAsync(name, ct)))
            .RequireAuthorization(Policies.Viewer).WithSummary("What one stream keeps").ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapPut("/{**name}", async (string name, RetentionRequest request, PathRetention handler, CancellationToken ct) => Answer(await handler.SaveAsync(name, request, ct)))
            .RequireAuthorization(Policies.Operator).WithSummary("Change what one stream keeps").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapOverview(RouteGroupBuilder retention)
    {
        retention.MapGet("/", async (RetentionOverview overview, CancellationToken ct) => TypedResults.Ok(await overview.ReadAsync(ct))).WithSummary("Room on the disk, who takes it, and how many days fit");
        retention.MapGet("/plan", async (ListRemovals removals, CancellationToken ct) => TypedResults.Ok(await removals.PlanAsync(ct))).WithSummary("What would be removed now; a dry run");
        retention.MapGet("/removals", async (string? cursor, string? limit, ListRemovals removals, CancellationToken ct) => Answer(await removals.LogAsync(cursor, limit, ct)))
            .WithSummary("What was removed by itself, and why; the latest first").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static void MapKeeping(RouteGroupBuilder recordings)
    {
        Switch("favourite", "a star: kept whatever its age and the space", (keep, id, on, ct) => keep.FavourAsync(id, on, ct));
        Switch("lock", "a lock: kept, and to be deleted by nobody", (keep, id, on, ct) => keep.LockAsync(id, on, ct));

        void Switch(string noun, string what, Func<KeepRecording, Guid, bool, CancellationToken, Task<Result<RecordingDto>>> change)
        {
            recordings.MapPut($"/{{id:guid}}/{noun}", async (Guid id, KeepRecording keep, CancellationToken ct) => Answer(await change(keep, id, true, ct)))
                .WithSummary($"Give a recording {what}").ProducesProblem(StatusCodes.Status404NotFound);
            recordings.MapDelete($"/{{id:guid}}/{noun}", async (Guid id, KeepRecording keep, CancellationToken ct) => Answer(await change(keep, id, false, ct)))
                .WithSummary($"Take away {what}").ProducesProblem(StatusCodes.Status404NotFound);
        }
    }

    private static RouteGroupBuilder Group(this IEndpointRouteBuilder app, string prefix) =>
        app.MapGroup(prefix).WithTags("Recordings").RequireScope("recordings").WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
