using System.Diagnostics;
using System.Globalization;
using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Bench;

/// <summary>Pictures of a 1080p stream through the API: of now, of an instant that the ring holds, and of one in a finished file.</summary>
internal static class SnapshotBench
{
    private const string Stream = "camera";
    private const int Pictures = 30;
    private static readonly TimeSpan Recorded = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Results results, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-bench-");
        try
        {
            await using var camera = new RtspStandIn();
            await camera.ServeAsync(Stream, await SourceClip.MakeAsync(folder.FullName, ct));
            await using var app = await BenchApp.StartAsync(Path.Combine(folder.FullName, "data"), ct);
            await app.AddStreamAsync(Stream, camera.Url(Stream), ct);
            await Wait.UntilAsync(async c => await app.LiveStreamsAsync(c) == 1, "the stream is live", ct);
            var (startedAt, inRing) = await RecordAsync(app, ct);

            await TimeAsync(results, app, "live", _ => $"/api/v1/stream-stills/{Stream}", "at most 300 ms", ct);
            await TimeAsync(results, app, "an instant in the ring", i => At(inRing.AddMilliseconds(100 * i)), "at most 400 ms", ct);
            // What the ring has let go is looked for in the file, and only there is the picture that of the very instant.
            var instant = startedAt.AddMilliseconds(333);
            await Wait.UntilAsync(async c => await app.TakenAtAsync(At(instant), c) == instant, "the ring has let the recording go", ct);
            await TimeAsync(results, app, "an instant in a finished file", i => At(startedAt.AddMilliseconds(500 * i)), "at most 400 ms", ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(DateTimeOffset StartedAt, DateTimeOffset InRing)> RecordAsync(BenchApp app, CancellationToken ct)
    {
        var task = await app.StartRecordingAsync(Stream, ct);
        await Wait.ForAsync(Recorded, ct);
        var inRing = TimeProvider.System.GetUtcNow().AddSeconds(-5);
        var recording = await app.FinishRecordingAsync(task, ct);
        return (recording.GetProperty("startedAt").GetDateTimeOffset(), inRing);
    }

    private static async Task TimeAsync(Results results, BenchApp app, string what, Func<int, string> address, string target, CancellationToken ct)
    {
        await app.TakenAtAsync(address(0), ct); // the first one compiles
        var times = new List<double>();
        for (var i = 0; i < Pictures; i++)
        {
            var watch = Stopwatch.StartNew();
            await app.TakenAtAsync(address(i), ct);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        results.AddTimes($"1080p JPEG by the API, {what}", times, 0.95, target);
    }

    private static string At(DateTimeOffset at) => $"/api/v1/snapshots/at?stream={Stream}&at={Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture))}";
}
