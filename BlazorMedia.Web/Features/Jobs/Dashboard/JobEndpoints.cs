using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Jobs.Statistics;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>An operator reads, an administrator steers.</summary>
internal static class JobEndpoints
{
    private const int MaxBody = 16 * 1024;
    private const int MaxHours = 336;

    public static void MapJobApi(this IEndpointRouteBuilder app)
    {
        app.Group(Policies.Operator).MapReading().MapScheduleReading();
        app.Group(Policies.Admin).MapSteering().MapScheduleSteering();
    }

    public static Results<NoContent, ProblemHttpResult> Answer(Result<string> done) =>
        done.IsSuccess ? TypedResults.NoContent() : done.Refusals.ToProblem();

    private static RouteGroupBuilder Group(this IEndpointRouteBuilder app, string policy) => app.MapGroup("/api/v1/jobs").WithTags("Jobs")
        .RequireAuthorization(policy).RequireScope("jobs").WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static RouteGroupBuilder MapReading(this RouteGroupBuilder jobs)
    {
        jobs.MapGet("/", ListAsync).WithSummary("Running, waiting, scheduled, failed and finished jobs").ProducesProblem(StatusCodes.Status400BadRequest);
        jobs.MapGet("/statistics", StatisticsAsync).WithSummary("How many jobs there are, and how the runs of each hour ended").ProducesProblem(StatusCodes.Status400BadRequest);
        jobs.MapGet("/runs/{id}", RunAsync).WithSummary("One run with its input and the attempts before it").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapGet("/runs/{id}/log", LogAsync).WithSummary("The last 200 lines that a run logged, as text").Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapGet("/nodes", NodesAsync).WithSummary("The nodes that share the work");
        return jobs;
    }

    private static async Task<Results<Ok<JobList>, ProblemHttpResult>> ListAsync([AsParameters] JobListQuery query, ListJobs handler, CancellationToken ct)
    {
        var listed = await handler.HandleAsync(query, ct);
        return listed.IsSuccess ? TypedResults.Ok(listed.Value) : listed.Refusals.ToProblem();
    }

    private static async Task<Results<Ok<JobFigures>, ProblemHttpResult>> StatisticsAsync(int? hours, JobCounting counting, JobTallies tallies, CancellationToken ct)
    {
        var asked = hours ?? 24;
        if (asked is < 1 or > MaxHours) return JobRefusals.HoursInvalid.ToProblem();
        var now = await counting.CountsAsync(ct);
        return TypedResults.Ok(new JobFigures(now.Running, now.Waiting, now.Scheduled, now.Failed, (await tallies.ReadAsync(asked, ct)).Hours));
    }

    private static async Task<Results<Ok<JobRunDto>, ProblemHttpResult>> RunAsync(string id, JobRuns runs, CancellationToken ct) =>
        await runs.FindAsync(id, ct) is { } run ? TypedResults.Ok(JobRunDto.From(run)) : JobRefusals.NoRun.ToProblem();

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> LogAsync(string id, JobRuns runs, CancellationToken ct) =>
        await runs.LogAsync(id, ct) is { } log ? TypedResults.Text(log, "text/plain; charset=utf-8") : JobRefusals.NoRun.ToProblem();

    private static async Task<Ok<JobNodeList>> NodesAsync(JobNodes nodes, CancellationToken ct) => TypedResults.Ok(new JobNodeList(await nodes.ListAsync(ct)));
}
