using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

internal static class JobEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapJobApi(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/v1/jobs").WithTags("Jobs")
            .RequireAuthorization(Policies.Operator).RequireScope("jobs").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        jobs.MapGet("/", ListAsync).WithSummary("Running, waiting, failed and finished jobs").ProducesProblem(StatusCodes.Status400BadRequest);
        jobs.MapPost("/{id}/retry", RetryAsync).WithSummary("Run a failed job again").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapDelete("/{id}", CancelAsync).WithSummary("Cancel a job").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<JobList>, ProblemHttpResult>> ListAsync([AsParameters] JobListQuery query, ListJobs handler, CancellationToken ct)
    {
        var listed = await handler.HandleAsync(query, ct);
        return listed.IsSuccess ? TypedResults.Ok(listed.Value) : listed.Refusals.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync(string id, JobControl control, CancellationToken ct) =>
        Answer(Guid.TryParse(id, out var failure) ? await control.RetryAsync(failure, ct) : JobRefusals.NotFailed);

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(string id, JobControl control, CancellationToken ct) =>
        Answer(await control.CancelAsync(id, ct));

    private static Results<NoContent, ProblemHttpResult> Answer(Result<string> done) =>
        done.IsSuccess ? TypedResults.NoContent() : done.Refusal.ToProblem();
}
