using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary><c>/api/v1/stream-health</c> and <c>/api/v1/stream-health-rules</c>. Names may hold slashes, so they are the rest of the address.</summary>
internal static class HealthEndpoints
{
    private const long MaxBodyBytes = 16 * 1024;

    public static void MapStreamHealth(this WebApplication app)
    {
        app.MapGroup("/api/v1/stream-health").WithTags("Streams").RequireScope("streams").RequireAuthorization(Policies.Viewer)
            .MapGet("/{**name}", ReadAsync).WithSummary("The history of a stream: its states with their causes, its alerts, the share of time it was live")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

        var rules = app.MapGroup("/api/v1/stream-health-rules").WithTags("Streams").RequireScope("streams").WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        rules.MapGroup("").RequireAuthorization(Policies.Viewer)
            .MapGet("/{**name}", (string name, LiveStreams streams, HealthBook book) => Answer(RulesOf(name, streams, book)))
            .WithSummary("What counts as unwell for a stream").ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapGroup("").RequireAuthorization(Policies.Operator)
            .MapPut("/{**name}", async (string name, StreamHealthRulesDto request, SaveHealthRules save, CancellationToken ct) => Answer(await save.HandleAsync(name, request, ct)))
            .WithSummary("Replace what counts as unwell for a stream").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<StreamHealthDto>, ProblemHttpResult>> ReadAsync(
        string name, DateTimeOffset? from, DateTimeOffset? until, HealthHistory history, CancellationToken ct) =>
        Answer(await history.DescribeAsync(name, from?.ToUniversalTime(), until?.ToUniversalTime(), ct));

    private static Result<StreamHealthRulesDto> RulesOf(string name, LiveStreams streams, HealthBook book) =>
        streams.Find(name) is { } stream ? StreamHealthRulesDto.From(book.RulesOf(stream.Id)) : StreamRefusals.NotFound;

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
