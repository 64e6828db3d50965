using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Jobs.Settings;
using BlazorMedia.Web.Platform.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

internal static class ScheduleEndpoints
{
    public static void MapScheduleReading(this RouteGroupBuilder jobs)
    {
        jobs.MapGet("/schedules", ListAsync).WithSummary("The jobs that run in a rhythm");
        jobs.MapGet("/schedules/{key}/preview", Preview).WithSummary("The next five runs that a rhythm would give; changes nothing")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapGet("/kinds", KindsAsync).WithSummary("Every kind of job with its traits and its retries");
    }

    public static void MapScheduleSteering(this RouteGroupBuilder jobs)
    {
        var schedule = jobs.MapGroup("/schedules/{key}").ProducesProblem(StatusCodes.Status404NotFound);
        schedule.MapPost("/runs", RunNowAsync).WithSummary("Run a scheduled job now");
        schedule.MapPut("/pause", PauseAsync).WithSummary("Pause a schedule");
        schedule.MapDelete("/pause", ResumeAsync).WithSummary("Resume a schedule");
        schedule.MapPut("/schedule", EditAsync).WithSummary("Give a scheduled job another rhythm").ProducesProblem(StatusCodes.Status400BadRequest);
        schedule.MapDelete("/schedule", ResetAsync).WithSummary("Back to the job's own rhythm");
        var kind = jobs.MapGroup("/kinds/{key}/retries").ProducesProblem(StatusCodes.Status404NotFound);
        kind.MapPut("/", EditRetriesAsync).WithSummary("How failures of one kind of job are tried again").ProducesProblem(StatusCodes.Status400BadRequest);
        kind.MapDelete("/", ResetRetriesAsync).WithSummary("Back to the retries that the job itself says");
    }

    private static async Task<Ok<JobScheduleList>> ListAsync(JobSchedules schedules, CancellationToken ct) =>
        TypedResults.Ok(new JobScheduleList([.. (await schedules.ListAsync(ct)).Select(JobScheduleDto.From)]));

    private static Results<Ok<SchedulePreviewDto>, ProblemHttpResult> Preview(string key, string? cron, long? everySeconds, SchedulePreview preview)
    {
        var read = preview.Read(key, new ScheduleRequest(cron, everySeconds));
        return read.IsSuccess ? TypedResults.Ok(read.Value) : read.Refusals.ToProblem();
    }

    private static async Task<Ok<JobKindList>> KindsAsync(JobKinds kinds, CancellationToken ct) =>
        TypedResults.Ok(new JobKindList([.. (await kinds.ListAsync(ct)).Select(JobKindDto.From)]));

    private static async Task<Results<NoContent, ProblemHttpResult>> RunNowAsync(string key, JobControl control, CancellationToken ct) =>
        JobEndpoints.Answer(await control.RunNowAsync(key, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> PauseAsync(string key, ChangeSchedule change, CancellationToken ct) =>
        JobEndpoints.Answer(await change.PauseAsync(key, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> ResumeAsync(string key, ChangeSchedule change, CancellationToken ct) =>
        JobEndpoints.Answer(await change.ResumeAsync(key, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(string key, ScheduleRequest request, ChangeSchedule change, CancellationToken ct) =>
        JobEndpoints.Answer(await change.EditAsync(key, request, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetAsync(string key, ChangeSchedule change, CancellationToken ct) =>
        JobEndpoints.Answer(await change.ResetAsync(key, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> EditRetriesAsync(string key, RetryRequest request, ChangeRetries change, CancellationToken ct) =>
        JobEndpoints.Answer(await change.EditAsync(key, request, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetRetriesAsync(string key, ChangeRetries change, CancellationToken ct) =>
        JobEndpoints.Answer(await change.ResetAsync(key, ct));
}
