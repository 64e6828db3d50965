using System.Globalization;
using System.Security.Claims;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary><c>/api/v1/keys</c></summary>
internal static class KeyEndpoints
{
    private const int MaxBody = 16 * 1024;
    private const int UsualLimit = 50;

    public static void MapKeyApi(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/api/v1/keys").WithTags("Keys").RequireAuthorization(Policies.Admin).RequireScope("keys").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        keys.MapGet("/", ListAsync).WithSummary("API keys, without their secrets");
        keys.MapGet("/{id:guid}", FindAsync).WithSummary("One key").ProducesProblem(StatusCodes.Status404NotFound);
        keys.MapPost("/", CreateAsync).WithSummary("Make a key; the answer tells its secret, this once")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        keys.MapPatch("/{id:guid}", async (Guid id, KeyRenameRequest request, ChangeKey change, CancellationToken ct) => Answer(await change.RenameAsync(id, request.Name, ct)))
            .WithSummary("Rename a key").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        keys.MapDelete("/{id:guid}", async (Guid id, ChangeKey change, CancellationToken ct) => Answer(await change.RevokeAsync(id, ct)))
            .WithSummary("Revoke a key; it stops working at once").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<KeyList>> ListAsync([AsParameters] KeyQuery query, ListKeys handler, CancellationToken ct) =>
        TypedResults.Ok(await handler.HandleAsync(new(query.Text, query.State), Math.Clamp(Number(query.Page, 1), 1, 100_000), Math.Clamp(Number(query.Limit, UsualLimit), 1, ListKeys.MaxLimit), ct));

    private static async Task<Results<Ok<KeyDto>, ProblemHttpResult>> FindAsync(Guid id, ListKeys keys, CancellationToken ct) =>
        await keys.FindAsync(id, ct) is { } key ? TypedResults.Ok(key) : KeyRefusals.NotFound.ToProblem();

    private static async Task<Results<Created<CreatedKeyDto>, ProblemHttpResult>> CreateAsync(KeyRequest request, CreateKey handler, ClaimsPrincipal user, CancellationToken ct)
    {
        var created = await handler.HandleAsync(request, KeyMaker.Of(user), ct);
        return created.IsSuccess ? TypedResults.Created($"/api/v1/keys/{created.Value.Key.Id}", created.Value) : created.Refusals.ToProblem();
    }

    private static Results<Ok<KeyDto>, ProblemHttpResult> Answer(Result<KeyDto> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();

    private static int Number(string? text, int usual) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : usual;
}

/// <summary>The query string of the list.</summary>
/// <param name="Text">A part of the name, or the key's first letters.</param>
/// <param name="State"><c>active</c>, <c>expiring</c>, <c>expired</c> or <c>revoked</c>; absent: all but the revoked ones.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 200, usually 50.</param>
public sealed record KeyQuery(string? Text, string? State, string? Page, string? Limit);
