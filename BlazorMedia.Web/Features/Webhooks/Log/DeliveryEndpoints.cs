using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Webhooks.Log;

/// <summary><c>/api/v1/webhooks/deliveries</c>: an operator reads, an administrator sends again.</summary>
internal static class DeliveryEndpoints
{
    public const string Route = "/api/v1/webhooks/deliveries";

    private const int MaxBody = 16 * 1024;

    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        var deliveries = app.MapGroup(Route).WithTags("Webhooks").RequireScope("webhooks").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        var read = deliveries.MapGroup("").RequireAuthorization(Policies.Operator);
        read.MapGet("/", async ([AsParameters] DeliveryFilter filter, ListDeliveries list, CancellationToken ct) => Answer(await list.HandleAsync(filter, ct)))
            .WithSummary("Deliveries, the newest first").ProducesProblem(StatusCodes.Status400BadRequest);
        read.MapGet("/{id:guid}", async (Guid id, FindDelivery find, CancellationToken ct) => Answer(await find.HandleAsync(id, ct)))
            .WithSummary("One delivery with its attempts").ProducesProblem(StatusCodes.Status404NotFound);

        var write = deliveries.MapGroup("").RequireAuthorization(Policies.Admin);
        write.MapPost("/{id:guid}/resends", ResendAsync).WithSummary("Send one again, with the same webhook-id")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        write.MapPost("/replays", ReplayAsync).WithSummary("Send a range of events again, or only count them")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Accepted<DeliveryDetailDto>, ProblemHttpResult>> ResendAsync(Guid id, ResendDelivery resend, FindDelivery find, CancellationToken ct)
    {
        var sent = await resend.HandleAsync(id, ct);
        if (!sent.IsSuccess) return sent.Refusals.ToProblem();
        var found = await find.HandleAsync(id, ct);
        return found.IsSuccess ? TypedResults.Accepted($"{Route}/{id}", found.Value) : found.Refusals.ToProblem();
    }

    private static async Task<Results<Ok<ReplayCount>, ProblemHttpResult>> ReplayAsync(ReplayRequest request, ReplayDeliveries replay, TimeProvider clock, CancellationToken ct)
    {
        var filter = request.Read(clock.GetUtcNow());
        if (!filter.IsSuccess) return filter.Refusals.ToProblem();
        return Answer(request.DryRun ? await replay.CountAsync(filter.Value, ct) : await replay.HandleAsync(filter.Value, ct));
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
