using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary><c>/api/v1/stream-triggers/{name}</c>: an address of its own, because names may hold slashes.</summary>
internal static class TriggerEndpoints
{
    private const long MaxBodyBytes = 16 * 1024;

    public static void MapTriggers(this IEndpointRouteBuilder app)
    {
        var triggers = app.MapGroup("/api/v1/stream-triggers").WithTags("Streams").RequireScope("streams").WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        triggers.MapGroup("").RequireAuthorization(Policies.Operator).MapGet("/{**name}", (string name, TriggerDesk desk) => Answer(desk.Find(name)))
            .WithSummary("When a stream is recorded by itself, with the score of its picture now").ProducesProblem(StatusCodes.Status404NotFound);
        triggers.MapGroup("").RequireAuthorization(Policies.Operator).MapPut("/{**name}", SaveAsync)
            .WithSummary("Change when a stream is recorded by itself").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGroup("/live/{id:guid}").WithTags("Live").RequireAuthorization(Policies.Operator).RequireScope("streams").WithMetadata(MediaBytes.Mark)
            .MapGet("/box.jpg", Picture).WithSummary("The last picture of the encoder box of a stream, as its trigger saw it").Produces<Stream>(contentType: "image/jpeg").Produces(StatusCodes.Status404NotFound);
    }

    private static Results<FileContentHttpResult, NotFound> Picture(Guid id, TriggerBoard board) =>
        board.Of(id)?.Picture is { } picture ? TypedResults.Bytes(picture, "image/jpeg") : TypedResults.NotFound();

    private static async Task<Results<Ok<TriggerDto>, ProblemHttpResult>> SaveAsync(string name, TriggerRequest request, SaveTrigger save, TriggerDesk desk, CancellationToken ct)
    {
        var saved = await save.HandleAsync(name, request, ct);
        return saved.IsSuccess ? Answer(desk.Find(name)) : saved.Refusals.ToProblem();
    }

    private static Results<Ok<TriggerDto>, ProblemHttpResult> Answer(Result<TriggerDto> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
