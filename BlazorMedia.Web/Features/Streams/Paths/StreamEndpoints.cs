using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>A list of streams; there are as many as an operator can oversee, so it has no pages.</summary>
public sealed record StreamList(IReadOnlyList<StreamDto> Items);

/// <param name="Source">Address to try.</param>
/// <param name="Stream">Name of a stream whose stored address is meant when <paramref name="Source"/> is its masked form.</param>
public sealed record SourceTestRequest(string? Source, string? Stream);

/// <summary><c>/api/v1/streams</c>. Names may hold slashes, so they are the rest of the address.</summary>
internal static class StreamEndpoints
{
    private const long MaxBodyBytes = 64 * 1024;

    public static void MapStreamApi(this WebApplication app)
    {
        var streams = app.MapGroup("/api/v1/streams").WithTags("Streams").RequireScope("streams").WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        var read = streams.MapGroup("").RequireAuthorization(Policies.Viewer);
        read.MapGet("/", (StreamCatalog catalog) => TypedResults.Ok(new StreamList(catalog.List()))).WithSummary("All streams with their state");
        read.MapGet("/{**name}", (string name, StreamCatalog catalog) => Answer(catalog.Find(name))).WithSummary("One stream").ProducesProblem(StatusCodes.Status404NotFound);

        var write = streams.MapGroup("").RequireAuthorization(Policies.Operator);
        write.MapPost("/", CreateAsync).WithSummary("Add a stream").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        write.MapPut("/{**name}", async (string name, StreamRequest request, SaveStream save, CancellationToken ct) => Answer(await save.UpdateAsync(name, request, ct)))
            .WithSummary("Change a stream").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        write.MapPatch("/", async (ChangeStreamsRequest request, ChangeStreams change, CancellationToken ct) => Answer(await change.HandleAsync(request, ct)))
            .WithSummary("Change several streams alike").ProducesProblem(StatusCodes.Status400BadRequest);
        write.MapDelete("/{**name}", async (string name, DeleteStream delete, CancellationToken ct) => Answer(await delete.HandleAsync(name, ct)))
            .WithSummary("Delete a stream; its recordings stay").ProducesProblem(StatusCodes.Status404NotFound);

        app.MapGroup("/api/v1/stream-copies").WithTags("Streams").RequireScope("streams").RequireAuthorization(Policies.Operator).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .MapPost("/", CopyAsync).WithSummary("A new stream with the settings of another, switched off").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

        app.MapGroup("/api/v1/source-tests").WithTags("Streams").RequireScope("streams").RequireAuthorization(Policies.Operator).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .MapPost("/", async (SourceTestRequest request, TestSource test, CancellationToken ct) => Answer(await test.HandleAsync(request.Source, request.Stream, ct)))
            .WithSummary("Try a source for at most 10 seconds").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<Created<StreamDto>, ProblemHttpResult>> CreateAsync(StreamRequest request, SaveStream save, CancellationToken ct)
    {
        var created = await save.CreateAsync(request, ct);
        return created.IsSuccess ? TypedResults.Created($"/api/v1/streams/{created.Value.Name}", created.Value) : created.Refusals.ToProblem();
    }

    private static async Task<Results<Created<StreamDto>, ProblemHttpResult>> CopyAsync(CopyStreamRequest request, CopyStream copy, CancellationToken ct)
    {
        var copied = await copy.HandleAsync(request, ct);
        return copied.IsSuccess ? TypedResults.Created($"/api/v1/streams/{copied.Value.Name}", copied.Value) : copied.Refusals.ToProblem();
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
