using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

internal static class RecordingTaskEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapRecordingTasks(this IEndpointRouteBuilder app)
    {
        var tasks = app.MapGroup("/api/v1/recordings/tasks").WithTags("Recordings").RequireScope("recordings").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        var read = tasks.MapGroup("").RequireAuthorization(Policies.Viewer);
        read.MapGet("/", ListAsync).WithSummary("What is being recorded or finalised now").ProducesProblem(StatusCodes.Status400BadRequest);
        read.MapGet("/{id:guid}", FindAsync).WithSummary("One task").ProducesProblem(StatusCodes.Status404NotFound);

        var write = tasks.MapGroup("").RequireAuthorization(Policies.Operator);
        write.MapPost("/", StartAsync).WithSummary("Start recording a stream; answers 200 with the running task when there is one")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        write.MapDelete("/{id:guid}", StopAsync).WithSummary("Stop recording").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<RecordingTaskList>, ProblemHttpResult>> ListAsync([AsParameters] RecordingTaskQuery query, ListRecordingTasks handler, CancellationToken ct)
    {
        var listed = await handler.HandleAsync(query, ct);
        return listed.IsSuccess ? TypedResults.Ok(listed.Value) : listed.Refusals.ToProblem();
    }

    private static async Task<Results<Ok<RecordingTaskDto>, ProblemHttpResult>> FindAsync(Guid id, RecordingLedger ledger, CancellationToken ct) =>
        await ledger.FindAsync(id, ct) is { } task ? TypedResults.Ok(RecordingTaskDto.From(task)) : RecordingRefusals.TaskNotFound.ToProblem();

    private static async Task<Results<Created<RecordingTaskDto>, Ok<RecordingTaskDto>, ProblemHttpResult>> StartAsync(
        StartRecordingRequest request, StartRecording handler, HttpContext context, CancellationToken ct)
    {
        var started = await handler.HandleAsync(request, RecordingTrigger.Manual, context.User.Identity?.Name, ct);
        if (!started.IsSuccess) return started.Refusals.ToProblem();
        var (task, existed) = started.Value;
        return existed ? TypedResults.Ok(task) : TypedResults.Created($"/api/v1/recordings/tasks/{task.Id}", task);
    }

    private static async Task<Results<Ok<RecordingTaskDto>, ProblemHttpResult>> StopAsync(Guid id, StopRecording handler, CancellationToken ct)
    {
        var stopped = await handler.HandleAsync(id, ct);
        return stopped.IsSuccess ? TypedResults.Ok(stopped.Value) : stopped.Refusals.ToProblem();
    }
}
