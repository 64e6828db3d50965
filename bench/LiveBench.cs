using System.Globalization;
using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Bench;

/// <summary>The running app against one camera that sends to everybody who asks.</summary>
internal static class LiveBench
{
    private const int Streams = 10;
    private const int Starts = 20;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Results results, bool ingest, bool start, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-bench-");
        try
        {
            await using var camera = new RtspStandIn();
            Say("making the clip");
            await camera.ServeAsync("camera", await SourceClip.MakeAsync(folder.FullName, ct));
            await using var app = await BenchApp.StartAsync(Path.Combine(folder.FullName, "data"), ct);
            var streams = ingest ? Streams : 1;
            for (var i = 0; i < streams; i++) await app.AddStreamAsync(NameOf(i), camera.Url("camera"), ct);
            if (ingest) await MeasureIngestAsync(results, app, camera.Url("camera"), Path.Combine(folder.FullName, "bare"), ct);
            await Wait.UntilAsync(async c => await app.LiveStreamsAsync(c) == streams, "every stream is live", ct);
            if (start) await MeasureStartAsync(results, app, streams, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Both at the same time and from the same camera: whatever else the machine does slows both alike.
    private static async Task MeasureIngestAsync(Results results, BenchApp app, string source, string folder, CancellationToken ct)
    {
        await using var bare = new BareRecorders(folder, source, Streams);
        await Wait.UntilAsync(async c => await app.LiveStreamsAsync(c) == Streams, "every stream is live", ct);
        await Wait.ForAsync(Settling, ct);
        Say($"measuring for {Measured.TotalSeconds:0} s");
        var (appBefore, bareBefore) = (ProcessTable.CpuSeconds(app.Pid, app.Data), bare.CpuSeconds());
        var ownBefore = ProcessTable.OwnCpuSeconds(app.Pid);
        await Wait.ForAsync(Measured, ct);
        var (appCpu, bareCpu) = (ProcessTable.CpuSeconds(app.Pid, app.Data) - appBefore, bare.CpuSeconds() - bareBefore);
        var ownCpu = ProcessTable.OwnCpuSeconds(app.Pid) - ownBefore;
        if (!bare.AllRun) throw new InvalidOperationException("A bare ffmpeg ended during the measurement.");
        results.Add($"ingest: CPU of the app with its FFmpeg ÷ CPU of bare FFmpeg, {Streams} streams, at the same time", $"{appCpu / bareCpu:0.00}", "at most 1.3");
        results.Add("ingest: CPU seconds of the app with its FFmpeg in 60 s", $"{appCpu:0.0} s, of which the app itself {ownCpu:0.0} s");
        results.Add("ingest: CPU seconds of the bare FFmpeg in 60 s", $"{bareCpu:0.0} s");
        results.Add("ingest: streams live at the end", $"{await app.LiveStreamsAsync(ct)} of {Streams}");
        results.Add("memory of the app after it (private)", $"{ProcessTable.PrivateBytes(app.Pid) / 1048576.0:0} MiB", "at most 250 MB");
    }

    private static async Task MeasureStartAsync(Results results, BenchApp app, int streams, CancellationToken ct)
    {
        Say("starting recordings");
        await app.TimeStartAsync(NameOf(0), ct); // the first one compiles
        var times = new List<double>();
        for (var i = 0; i < Starts; i++) times.Add(await app.TimeStartAsync(NameOf(i % streams), ct));
        results.AddTimes($"start of a recording, POST to \"recording\", {streams} live streams", times, 0.95, "at most 200 ms");
    }

    private static string NameOf(int index) => "camera" + index.ToString(CultureInfo.InvariantCulture);

    private static void Say(string what) => Console.Error.WriteLine($"… {what}");
}
