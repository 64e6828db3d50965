using System.Globalization;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Net.Http.Headers;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>Still pictures and MJPEG of the newest keyframe: for tiles by id, for other programs by name.</summary>
internal static class StillEndpoints
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    public static void MapStills(this WebApplication app)
    {
        var live = app.MapGroup("/live/{id:guid}").WithTags("Live").RequireAuthorization(Policies.Viewer).RequireScope("streams").WithMetadata(MediaBytes.Mark);
        live.MapGet("/still.jpg", (Guid id, [AsParameters] StillQuery query, StillTaker taker, LiveStreams streams, HttpContext http) => taker.AnswerAsync(streams.Find(id), query, http))
            .WithSummary("The newest keyframe as JPEG").Produces<Stream>(contentType: "image/jpeg").Produces(StatusCodes.Status304NotModified);
        live.MapGet("/stream.mjpg", (Guid id, [AsParameters] StillQuery query, double? fps, MotionJpeg motion, LiveStreams streams, CancellationToken ct) => motion.Answer(streams.Find(id), query, fps, ct))
            .WithSummary("Keyframes as MJPEG").Produces<Stream>(contentType: MotionJpeg.ContentType);

        var api = app.MapGroup("/api/v1").WithTags("Streams").RequireAuthorization(Policies.Viewer).RequireScope("streams").WithMetadata(MediaBytes.Mark);
        api.MapGet("/stream-stills/{**name}", (string name, [AsParameters] StillQuery query, StillTaker taker, LiveStreams streams, HttpContext http) => taker.AnswerAsync(streams.Find(name), query, http))
            .WithSummary("The newest keyframe of a stream as JPEG").Produces<Stream>(contentType: "image/jpeg")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/stream-mjpeg/{**name}", (string name, [AsParameters] StillQuery query, double? fps, MotionJpeg motion, LiveStreams streams, CancellationToken ct) => motion.Answer(streams.Find(name), query, fps, ct))
            .WithSummary("The keyframes of a stream as MJPEG").Produces<Stream>(contentType: MotionJpeg.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> AnswerAsync(this StillTaker taker, LiveStream? stream, StillQuery query, HttpContext http)
    {
        var taken = await taker.TakeAsync(stream, query, StartPatience, http.RequestAborted);
        if (!taken.IsSuccess) return taken.Refusals.ToProblem();
        var still = taken.Value;
        http.Response.Headers.CacheControl = "private, max-age=1";
        // The time with its milliseconds, which Last-Modified has not; and the reason where the picture is an old one.
        http.Response.Headers["X-Taken-At"] = still.TakenAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        if (stream!.Status.State != StreamState.Live) http.Response.Headers["X-Stream-State"] = stream.Status.State.ToString().ToLowerInvariant();
        return TypedResults.Bytes(still.Jpeg, "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{still.Id}\""));
    }
}
