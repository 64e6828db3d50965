using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using BlazorMedia.Web.Features.Webhooks.Log;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <param name="Type">Key of the catalogue.</param>
public sealed record TestEventRequest(string? Type);

/// <summary><c>/api/v1/webhooks/endpoints</c>: an operator reads, an administrator changes.</summary>
internal static class SubscriptionEndpoints
{
    public const string Route = "/api/v1/webhooks/endpoints";

    // Twenty headers of 2,000 characters and an address of as many, with some air.
    private const int MaxBody = 64 * 1024;

    public static void MapEndpoints(this IEndpointRouteBuilder app)
    {
        var endpoints = app.MapGroup(Route).WithTags("Webhooks").RequireScope("webhooks").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        MapReading(endpoints.MapGroup("").RequireAuthorization(Policies.Operator));
        MapWriting(endpoints.MapGroup("").RequireAuthorization(Policies.Admin));
        MapVerbs(endpoints.MapGroup("/{id:guid}").RequireAuthorization(Policies.Admin));
    }

    private static void MapReading(RouteGroupBuilder endpoints)
    {
        endpoints.MapGet("/", async (ListEndpoints list, CancellationToken ct) => TypedResults.Ok(new EndpointList(await list.HandleAsync(ct)))).WithSummary("All endpoints with their state");
        endpoints.MapGet("/{id:guid}", async (Guid id, ListEndpoints list, CancellationToken ct) => Answer(await list.FindAsync(id, ct)))
            .WithSummary("One endpoint").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapWriting(RouteGroupBuilder endpoints)
    {
        endpoints.MapPost("/", CreateAsync).WithSummary("Add an endpoint; a secret that is made here is in this answer only")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        endpoints.MapPut("/{id:guid}", async (Guid id, EndpointRequest request, SaveEndpoint save, CancellationToken ct) => Answer(await save.UpdateAsync(id, request, ct)))
            .WithSummary("Change an endpoint").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        endpoints.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Delete an endpoint with what waits for it and its history").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapVerbs(RouteGroupBuilder endpoint)
    {
        endpoint.MapPost("/secrets", async (Guid id, SecretRequest request, RotateSecret rotate, CancellationToken ct) => Answer(await rotate.HandleAsync(id, request, ct)))
            .WithSummary("Rotate the secret; one that is made here is in this answer only")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        endpoint.MapPut("/pause", async (Guid id, SwitchEndpoint handler, CancellationToken ct) => Answer(await handler.PauseAsync(id, ct)))
            .WithSummary("Pause: events are kept and sent when it is resumed").ProducesProblem(StatusCodes.Status404NotFound);
        endpoint.MapDelete("/pause", async (Guid id, SwitchEndpoint handler, CancellationToken ct) => Answer(await handler.ResumeAsync(id, ct)))
            .WithSummary("Resume, also what the system switched off").ProducesProblem(StatusCodes.Status404NotFound);
        endpoint.MapPost("/test-events", TestAsync).WithSummary("Send the sample of an event at once and wait for the answer")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<EndpointWithSecret>, ProblemHttpResult>> CreateAsync(EndpointRequest request, SaveEndpoint save, CancellationToken ct)
    {
        var created = await save.CreateAsync(request, ct);
        return created.IsSuccess ? TypedResults.Created($"{Route}/{created.Value.Endpoint.Id}", created.Value) : created.Refusals.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, SwitchEndpoint handler, CancellationToken ct)
    {
        var deleted = await handler.DeleteAsync(id, ct);
        return deleted.IsSuccess ? TypedResults.NoContent() : deleted.Refusals.ToProblem();
    }

    private static async Task<Results<Created<TestEventDto>, ProblemHttpResult>> TestAsync(Guid id, TestEventRequest request, SendTestEvent handler, CancellationToken ct)
    {
        var sent = await handler.HandleAsync(id, request.Type ?? "", ct);
        return sent.IsSuccess ? TypedResults.Created($"{DeliveryEndpoints.Route}/{sent.Value.Delivery.Id}", TestEventDto.From(sent.Value)) : sent.Refusals.ToProblem();
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}

/// <summary>What came of a test.</summary>
/// <param name="State">succeeded or failed.</param>
public sealed record TestEventDto(Guid DeliveryId, string State, AttemptDto Attempt)
{
    internal static TestEventDto From(TestEventResult result) => new(result.Delivery.Id, EndpointDto.NameOf(result.Delivery.State), AttemptDto.From(result.Attempt));
}
