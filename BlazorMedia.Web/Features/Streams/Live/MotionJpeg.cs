using System.Globalization;
using System.Text;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Platform.Problems;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>
/// Keyframes as <c>multipart/x-mixed-replace</c>, for what knows nothing else. Each keyframe is decoded once for all viewers of a size; a slow one
/// simply gets the newest when it is ready for the next.
/// </summary>
internal sealed class MotionJpeg(StillCache cache, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public const string ContentType = "multipart/x-mixed-replace; boundary=frame";

    /// <param name="fps">At most so many pictures a second, 0.02 to 10; the stream's own keyframes are the other limit.</param>
    public IResult Answer(LiveStream? stream, StillQuery query, double? fps, CancellationToken ct)
    {
        if (stream is null) return StreamRefusals.NotFound.ToProblem();
        if (stream.Elsewhere is not null) return StreamRefusals.Elsewhere.ToProblem();
        var look = query.Look();
        if (!look.IsSuccess) return look.Refusals.ToProblem();
        var pause = TimeSpan.FromSeconds(1 / (fps is { } wanted && double.IsFinite(wanted) ? Math.Clamp(wanted, 0.02, 10) : 10));
        return TypedResults.Stream(body => ServeAsync(stream, look.Value, pause, body, ct), ContentType);
    }

    private async Task ServeAsync(LiveStream stream, StillLook look, TimeSpan pause, Stream body, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        try
        {
            await SendAsync(stream, look, pause, body, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // the viewer went away, or the app does
        }
    }

    private async Task SendAsync(LiveStream stream, StillLook look, TimeSpan pause, Stream body, CancellationToken ct)
    {
        using var need = stream.Require();
        for (var (sentId, sentAt) = ("", 0L); ;)
        {
            var version = stream.Ring.Version;
            if (stream.Ring.LastKeyframe is { } newest && Still.IdOf(newest) != sentId && (sentAt == 0 || time.GetElapsedTime(sentAt) >= pause))
            {
                (sentId, sentAt) = (Still.IdOf(newest), time.GetTimestamp());
                if (await TryMakeAsync(stream, look, ct) is { } still) await WriteAsync(body, still, ct);
            }
            await stream.Ring.WaitForChangeAsync(version, ct);
        }
    }

    private async Task<Still?> TryMakeAsync(LiveStream stream, StillLook look, CancellationToken ct)
    {
        try
        {
            return await cache.NewestAsync(stream, look, TimeSpan.Zero, ct);
        }
        catch (InvalidDataException)
        {
            return null; // the next keyframe may be a better one
        }
    }

    private static async Task WriteAsync(Stream body, Still still, CancellationToken ct)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture, $"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {still.Jpeg.Length}\r\nX-Taken-At: {still.TakenAt.UtcDateTime:O}\r\n\r\n");
        await body.WriteAsync(Encoding.ASCII.GetBytes(head), ct);
        await body.WriteAsync(still.Jpeg, ct);
        await body.WriteAsync("\r\n"u8.ToArray(), ct);
        await body.FlushAsync(ct);
    }
}
