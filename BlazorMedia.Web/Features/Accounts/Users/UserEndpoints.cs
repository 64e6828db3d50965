using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Accounts.Invitations;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary><c>/api/v1/users</c>: what an administrator does with people's accounts.</summary>
internal static class UserEndpoints
{
    private const long MaxBodyBytes = 16 * 1024;

    public static void MapUserApi(this WebApplication app)
    {
        var users = app.MapGroup("/api/v1/users").WithTags("Users").RequireScope("users").RequireAuthorization(Policies.Admin)
            .AddEndpointFilter<RouteGroupBuilder, AdministratorsGuard>()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes)).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        users.MapGet("/", ListAsync).WithSummary("People by e-mail address");
        users.MapGet("/{id}", async (string id, ListUsers list, CancellationToken ct) => Answer(await list.FindAsync(id, ct))).WithSummary("One person");
        users.MapPost("/", CreateAsync).WithSummary("Add a person, with a password or an invitation link").ProducesProblem(StatusCodes.Status409Conflict);
        users.MapPatch("/{id}", async (string id, UserChangeRequest request, EditUser edit, CancellationToken ct) => Answer(await edit.HandleAsync(id, request, ct)))
            .WithSummary("Change name, address, role, or disable and enable").ProducesProblem(StatusCodes.Status409Conflict);
        users.MapDelete("/{id}", async (string id, DeleteUser delete, CancellationToken ct) => Answer(await delete.HandleAsync(id, ct)))
            .WithSummary("Delete an account").ProducesProblem(StatusCodes.Status409Conflict);
        MapVerbs(users.MapGroup("/{id}").ProducesProblem(StatusCodes.Status409Conflict));
    }

    private static void MapVerbs(RouteGroupBuilder user)
    {
        user.MapPost("/sign-outs", async (string id, SecureUser secure, CancellationToken ct) => Answer(await secure.EndSessionsAsync(id, ct))).WithSummary("Sign a person out everywhere");
        user.MapPost("/totp-resets", async (string id, SecondFactorResetRequest request, SecureUser secure, CancellationToken ct) => Answer(await secure.ResetSecondFactorAsync(id, request.Passkeys, ct)))
            .WithSummary("Switch a person's two-factor sign-in off, and remove the passkeys if wanted");
        user.MapPost("/invitations", async (string id, LinkRequest request, IssueLink links, CancellationToken ct) => Answer(await links.HandleAsync(id, request.ValidDays, ct)))
            .WithSummary("Make a link to set a password; former ones stop counting");
        user.MapDelete("/invitations", async (string id, IssueLink links, CancellationToken ct) => Answer(await links.RevokeAsync(id, ct))).WithSummary("Withdraw the link that waits for a person");
    }

    private static async Task<Results<Ok<UserPage>, ProblemHttpResult>> ListAsync(
        ListUsers list, CancellationToken ct, string? search = null, string? role = null, string? state = null, string? cursor = null, int limit = UserFilter.MaxLimit) =>
        Answer(await list.HandleAsync(new(search, role, state, cursor, limit), ct));

    private static async Task<Results<Created<CreatedUser>, ProblemHttpResult>> CreateAsync(NewUserRequest request, CreateUser create, CancellationToken ct)
    {
        var created = await create.HandleAsync(request, ct);
        return created.IsSuccess ? TypedResults.Created($"/api/v1/users/{created.Value.User.Id}", created.Value) : created.Refusals.ToProblem();
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
