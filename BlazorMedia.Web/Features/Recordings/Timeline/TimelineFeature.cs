using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>The time line: lanes, days with recordings, sheets of small pictures.</summary>
internal static class TimelineFeature
{
    private const int MaxBody = 1024;

    public static IServiceCollection AddTimeline(this IServiceCollection services) =>
        services.AddSingleton<StreamOutages>().AddSingleton<FindTimeline>().AddSingleton<FindRecordedDays>().AddSingleton<TimelineWords>().AddSingleton<TimelinePanelServices>().AddJob<SpriteJob, SpriteInput>();

    public static void MapTimeline(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("Timeline").RequireAuthorization(Policies.Viewer).RequireScope("recordings").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        api.MapGet("/api/v1/timeline", FindAsync).WithSummary("What was recorded between two instants, by stream").ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/api/v1/timeline/days", DaysAsync).WithSummary("Which days of a month have recordings, by stream").ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet(RecordingDto.Route + "/{id:guid}/sprite", SpriteDownload.SheetAsync).WithSummary("Small pictures of the whole recording on one sheet").WithMetadata(MediaBytes.Mark)
            .Produces<Stream>(contentType: "image/jpeg").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet(RecordingDto.Route + "/{id:guid}/sprite/times", SpriteDownload.TimesAsync).WithSummary("How the small pictures stand on their sheet").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<TimelineDto>, ProblemHttpResult>> FindAsync(string? from, string? until, string[]? stream, FindTimeline handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(from, until, stream ?? [], ct));

    private static async Task<Results<Ok<TimelineMonth>, ProblemHttpResult>> DaysAsync(string? month, string? zone, FindRecordedDays handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(month, zone, ct));

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) =>
        result.IsSuccess ? TypedResults.Ok(result.Value) : result.Refusals.ToProblem();
}
