using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Publish.Keys;

/// <summary><c>/api/v1/publish-keys</c>, <c>/api/v1/publish-secrets</c> and <c>/api/v1/publish-srt</c>. Names may hold slashes, so each verb has an address of its own.</summary>
internal static class PublishEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapPublish(this WebApplication app)
    {
        var keys = Group(app, "/api/v1/publish-keys");
        keys.MapGet("/{**name}", FindAsync).WithSummary("How a stream is sent to us: ports, keys without their secrets, who sends it now").ProducesProblem(StatusCodes.Status404NotFound);
        keys.MapPost("/{**name}", async (string name, PublishKeyRequest request, PublishKeys handler, CancellationToken ct) => Answer(await handler.CreateAsync(name, request, ct)))
            .WithSummary("Make a key for a stream; the answer tells its secret").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        keys.MapDelete("/{id:guid}", async (Guid id, PublishKeys handler, CancellationToken ct) => Answer(await handler.RevokeAsync(id, ct)))
            .WithSummary("Revoke a key by its id; whoever publishes with it is cut off").ProducesProblem(StatusCodes.Status404NotFound);

        Group(app, "/api/v1/publish-secrets").MapPost("/{id:guid}", async (Guid id, PublishKeys handler, CancellationToken ct) => Answer(await handler.ShowAsync(id, ct)))
            .WithSummary("Tell the secret of a key again; that it was told is written down").ProducesProblem(StatusCodes.Status404NotFound);

        var srt = Group(app, "/api/v1/publish-srt");
        srt.MapPut("/{**name}", async (string name, SrtDoors doors, CancellationToken ct) => Answer(await doors.OpenAsync(name, ct)))
            .WithSummary("Open a stream for SRT, with a port of its own and a new passphrase").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        srt.MapPost("/{**name}", async (string name, SrtDoors doors, CancellationToken ct) => Answer(await doors.ShowAsync(name, ct)))
            .WithSummary("Tell the passphrase again; that it was told is written down").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        srt.MapDelete("/{**name}", async (string name, SrtDoors doors, CancellationToken ct) => Answer(await doors.CloseAsync(name, ct)))
            .WithSummary("Close a stream's SRT port").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static RouteGroupBuilder Group(WebApplication app, string address) => app.MapGroup(address).WithTags("Publishing")
        .RequireAuthorization(Policies.Operator).RequireScope("streams").WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static async Task<Results<Ok<PublishingDto>, ProblemHttpResult>> FindAsync(
        string name, LiveStreams streams, PublishKeys keys, SrtDoors doors, Publications publications, IOptions<PublishOptions> options, CancellationToken ct)
    {
        if (streams.Find(name) is not { } stream) return StreamRefusals.NotFound.ToProblem();
        var door = doors.Of(stream.Path);
        return TypedResults.Ok(new PublishingDto(
            stream.Name, options.Value.RtmpPort == 0 ? null : options.Value.RtmpPort, door is null ? null : new(door.Port, null),
            publications.Of(stream.Id) is { } now ? new(now.Address, now.KeyName, now.Client, now.Since) : null, await keys.ListAsync(stream.Id, ct)));
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
