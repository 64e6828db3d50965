using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>
/// <c>/api/v1/apps</c> and <c>/api/v1/tokens/self</c>. An app's tokens open doors that know no scopes, so a key may only handle apps when it may do everything:
/// these doors ask for no scope by name.
/// </summary>
internal static class AppTokenEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapAppTokenApi(this IEndpointRouteBuilder app)
    {
        var apps = app.MapGroup("/api/v1/apps").WithTags("Keys").RequireAuthorization(Policies.Admin).RequireScope("*").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        apps.MapGet("/", async (AppTokenPairs pairs, CancellationToken ct) => TypedResults.Ok(await pairs.ListAsync(ct))).WithSummary("Apps that sign their own tokens, without their secrets");
        apps.MapPost("/", CreateAsync).WithSummary("Make an app; the answer tells its secret, this once")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        apps.MapPatch("/{id:guid}", async (Guid id, AppTokenPairChange change, AppTokenPairs pairs, CancellationToken ct) => Answer(await pairs.ChangeAsync(id, change, ct)))
            .WithSummary("Rename, enable or disable an app").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        apps.MapPost("/{id:guid}/rotations", async (Guid id, AppSecretRotation rotation, AppTokenPairs pairs, CancellationToken ct) => Answer(await pairs.RotateAsync(id, rotation, ct)))
            .WithSummary("Replace an app's secret; the old one counts a while longer").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        apps.MapDelete("/{id:guid}", async (Guid id, AppTokenPairs pairs, CancellationToken ct) => Answer(await pairs.DeleteAsync(id, ct)))
            .WithSummary("Delete an app; its tokens stop working at once").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

        app.MapGet("/api/v1/tokens/self", (HttpContext context) => TypedResults.Ok(context.Features.Get<AppToken>()!))
            .WithTags("Keys").RequireAuthorization(Policies.AppTokenScheme).WithSummary("Who the app token is, to try one");
    }

    private static async Task<Results<Created<AppSecretDto>, ProblemHttpResult>> CreateAsync(AppTokenPairRequest request, AppTokenPairs pairs, CancellationToken ct)
    {
        var created = await pairs.CreateAsync(request, ct);
        return created.IsSuccess ? TypedResults.Created("/api/v1/apps", created.Value) : created.Refusals.ToProblem();
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
