using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

internal static class JobSteering
{
    public static RouteGroupBuilder MapSteering(this RouteGroupBuilder jobs)
    {
        jobs.MapDelete("/{id}", CancelAsync).WithSummary("Stop a running job, or take a waiting one out of the queue").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapPost("/failed/{id}/retries", RetryAsync).WithSummary("Run a failed job again").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        jobs.MapPost("/failed/retries", RetryAllAsync).WithSummary("Run all failed jobs again, at most 500 at once");
        jobs.MapDelete("/failed/{id}", DiscardAsync).WithSummary("Take a failed job off the list").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapDelete("/failed", DiscardAllAsync).WithSummary("Take all failed jobs off the list, at most 500 at once");
        return jobs;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(string id, JobControl control, CancellationToken ct) =>
        JobEndpoints.Answer(await control.CancelAsync(id, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync(string id, JobControl control, CancellationToken ct) =>
        JobEndpoints.Answer(Guid.TryParse(id, out var failure) ? await control.RetryAsync(failure, ct) : (Result<string>)JobRefusals.NotFailed);

    private static async Task<Ok<JobsChanged>> RetryAllAsync(JobControl control, CancellationToken ct) => TypedResults.Ok(new JobsChanged(await control.RetryAllAsync(ct)));

    private static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(string id, JobControl control, CancellationToken ct) =>
        JobEndpoints.Answer(Guid.TryParse(id, out var failure) ? await control.DiscardAsync(failure, ct) : (Result<string>)JobRefusals.NotFailed);

    private static async Task<Ok<JobsChanged>> DiscardAllAsync(JobControl control, CancellationToken ct) => TypedResults.Ok(new JobsChanged(await control.DiscardAllAsync(ct)));
}
