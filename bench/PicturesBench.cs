using System.Diagnostics;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Bench;

/// <summary>What looking at a keyframe costs, against one FFmpeg per look on the same file in the same run.</summary>
internal static class PicturesBench
{
    private const int Looks = 200;
    private const int DefaultInterval = 10;

    public static async Task RunAsync(Results results, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-bench-");
        try
        {
            var keyframes = (await RingAsync(folder.FullName, ct)).Fragments.Where(f => f.IsKeyframe).ToList();
            using var pictures = new SmallPictures(TimeProvider.System);
            await LookAsync(pictures, keyframes[0], ct); // the first one compiles and starts the decoder
            var shared = await CostAsync(i => LookAsync(pictures, keyframes[i % keyframes.Count], ct));
            var alone = await CostAsync(i => AloneAsync(keyframes[i % keyframes.Count], ct));
            Add(results, "the app's decoder for all paths, with measuring", shared, "at most 0.6 %");
            Add(results, "baseline: one FFmpeg per look", alone, "");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Add(Results results, string how, (double CpuMs, double WallMs) cost, string target) =>
        results.Add($"picture check of a 1080p keyframe, {how}", $"{cost.CpuMs:0.0} ms CPU, {cost.WallMs:0.0} ms; every {DefaultInterval} s = {cost.CpuMs / DefaultInterval / 10:0.00} % of a core per path", target);

    private static async Task<RingIndex> RingAsync(string folder, CancellationToken ct)
    {
        var clip = await SourceClip.MakeAsync(folder, ct);
        var ring = new RingIndex();
        var run = new RingRun("a", Directory.CreateDirectory(Path.Combine(folder, "a")).FullName, DateTimeOffset.UnixEpoch, 0);
        var arguments = FfmpegArguments.Ring(SourceAddress.Parse("file:///x").Value, clip, IngestPlan.CopyAll, Path.Combine(run.Folder, "%06d.mp4")).ToList();
        arguments.Remove("-re");
        arguments.RemoveRange(arguments.IndexOf("-stream_loop"), 2);
        await Programs.RunAsync("ffmpeg", ["-t", "60", .. arguments], ct);
        ring.Change(runs => runs.Add(run));
        using var tailer = new RingTailer(ring, run, new RunClock());
        tailer.End(DateTimeOffset.UnixEpoch.AddSeconds(60), "closed");
        return ring;
    }

    private static async Task LookAsync(SmallPictures pictures, RingFragment keyframe, CancellationToken ct)
    {
        var rgb = await pictures.DecodeAsync(keyframe, ct) ?? throw new InvalidOperationException("The keyframe is gone.");
        PictureMeasure.Measure(rgb, [], new byte[PictureSample.Bytes / 3], keyframe.StartsAt);
    }

    private static async Task AloneAsync(RingFragment keyframe, CancellationToken ct)
    {
        var bytes = await StillFrames.ReadAsync(keyframe, ct) ?? throw new InvalidOperationException("The keyframe is gone.");
        using var process = SmallPictures.Start(["-threads", "1", "-skip_frame", "nokey", "-f", "mp4", "-i", "pipe:0", "-frames:v", "1"]);
        await process.StandardInput.BaseStream.WriteAsync(bytes, ct);
        process.StandardInput.Close();
        await process.StandardOutput.BaseStream.ReadExactlyAsync(new byte[PictureSample.Bytes], ct);
        await process.WaitForExitAsync(ct);
    }

    /// <summary>Of this process and of what it started, per look.</summary>
    private static async Task<(double CpuMs, double WallMs)> CostAsync(Func<int, Task> look)
    {
        var (cpu, watch) = (ProcessTable.CpuSeconds(Environment.ProcessId), Stopwatch.StartNew());
        for (var i = 0; i < Looks; i++) await look(i);
        return ((ProcessTable.CpuSeconds(Environment.ProcessId) - cpu) * 1000 / Looks, watch.Elapsed.TotalMilliseconds / Looks);
    }
}
