using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>Live view: a playlist and byte ranges of the ring's files. Any number of viewers read the same files; the source is pulled once.</summary>
internal static class LiveEndpoints
{
    // Longer than a player's reload with a long keyframe interval; a waiting viewer counts as a viewer.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ReloadPatience = TimeSpan.FromSeconds(6);

    public static void MapLive(this WebApplication app)
    {
        var live = app.MapGroup("/live/{id:guid}").WithTags("Live").RequireAuthorization(Policies.Viewer).RequireScope("streams").WithMetadata(MediaBytes.Mark);
        live.MapGet("/index.m3u8", PlaylistAsync).WithSummary("Low-latency HLS playlist over the ring").Produces<string>(contentType: "application/vnd.apple.mpegurl").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        live.MapGet("/{run}/init.mp4", Init).WithSummary("Init box of a run").Produces<Stream>(contentType: "video/mp4").Produces(StatusCodes.Status404NotFound);
        live.MapGet("/{run}/{number:int}.m4s", Segment).WithSummary("A closed segment without its init box").Produces<Stream>(contentType: "video/mp4").Produces(StatusCodes.Status404NotFound);
        live.MapGet("/{run}/{number:int}.{part:int}.m4s", PartAsync).WithSummary("One part of a segment").Produces<Stream>(contentType: "video/mp4").Produces(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PlaylistAsync(Guid id, LiveStreams streams, HttpContext http, CancellationToken ct)
    {
        if (streams.Find(id) is not { } stream) return StreamRefusals.NotFound.ToProblem();
        if (stream.Elsewhere is not null) return StreamRefusals.Elsewhere.ToProblem();
        stream.Viewed(Lease);
        if (!await WaitUntilPlayableAsync(stream, ct)) return NotLive(http);
        if (BlockingPosition(http.Request.Query) is var (mediaSequence, part)) await WaitForAsync(stream, mediaSequence, part, ct);
        http.Response.Headers.CacheControl = "no-store";
        return HlsPlaylist.Write(stream.Ring) is { } text ? TypedResults.Text(text, "application/vnd.apple.mpegurl") : NotLive(http);
    }

    private static async Task<bool> WaitUntilPlayableAsync(LiveStream stream, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(StartPatience);
        try
        {
            for (var version = stream.Ring.Version; HlsPlaylist.Write(stream.Ring) is null; version = stream.Ring.Version)
                await stream.Ring.WaitForChangeAsync(version, limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private static (long MediaSequence, int? Part)? BlockingPosition(IQueryCollection query)
    {
        if (!long.TryParse(query["_HLS_msn"], out var mediaSequence)) return null;
        return (mediaSequence, int.TryParse(query["_HLS_part"], out var part) ? part : null);
    }

    private static async Task WaitForAsync(LiveStream stream, long mediaSequence, int? part, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ReloadPatience);
        try
        {
            for (var version = stream.Ring.Version; !HlsPlaylist.Holds(stream.Ring, mediaSequence, part); version = stream.Ring.Version)
                await stream.Ring.WaitForChangeAsync(version, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // the player gets the playlist as it is and asks again
        }
    }

    private static IResult Init(Guid id, string run, LiveStreams streams, HttpContext http) =>
        streams.Find(id)?.Ring.Runs.FirstOrDefault(r => r.Id == run)?.Init is { } init ? Immutable(http, TypedResults.Bytes(init.Bytes, "video/mp4")) : TypedResults.NotFound();

    private static IResult Segment(Guid id, string run, int number, LiveStreams streams, HttpContext http)
    {
        if (Find(streams, id, run, number) is not { IsClosed: true, Fragments.Length: > 0 } segment) return TypedResults.NotFound();
        var (first, last) = (segment.Fragments[0], segment.Fragments[^1]);
        return Immutable(http, new FileSlice(segment.File, first.Offset, last.Offset + last.Length - first.Offset));
    }

    // A part that is hinted at but not whole yet is waited for, as the preload hint promises.
    private static async Task<IResult> PartAsync(Guid id, string run, int number, int part, LiveStreams streams, HttpContext http, CancellationToken ct)
    {
        if (Find(streams, id, run, number) is not { } segment || part < 0) return TypedResults.NotFound();
        var parts = HlsPart.Of(segment);
        if (part > parts.Count) return TypedResults.NotFound();
        if (part == parts.Count && !segment.IsClosed) await WaitForAsync(streams.Find(id)!, segment.MediaSequence, part, ct);
        if (part == parts.Count) parts = HlsPart.Of(segment);
        return part < parts.Count ? Immutable(http, new FileSlice(segment.File, parts[part].Offset, parts[part].Length)) : TypedResults.NotFound();
    }

    private static RingSegment? Find(LiveStreams streams, Guid id, string run, int number)
    {
        if (streams.Find(id) is not { } stream) return null;
        stream.Viewed(Lease);
        return stream.Ring.Runs.FirstOrDefault(r => r.Id == run)?.Segments.FirstOrDefault(s => s.Number == number);
    }

    private static IResult Immutable(HttpContext http, IResult result)
    {
        http.Response.Headers.CacheControl = "private, max-age=3600, immutable";
        return result;
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult NotLive(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "2";
        return StreamRefusals.NotLive.ToProblem();
    }
}
