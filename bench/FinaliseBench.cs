using System.Diagnostics;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Bench;

/// <summary>One hour at 4 Mbit/s from the ring's segments to one file, by ourselves and by FFmpeg, flushed to the disk.</summary>
internal static class FinaliseBench
{
    private const int Hour = 3600;
    private const string Muxer = "movflags=frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets:frag_duration=500000:flush_packets=1";

    public static async Task RunAsync(Results results, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-bench-finalise-");
        try
        {
            Console.Error.WriteLine("… finalise: an hour of segments");
            var plan = await PlanAsync(folder.FullName, ct);
            var writer = new OutputWriter(new FfmpegOutput(new FfmpegRunner()), NullLogger<OutputWriter>.Instance);
            // Once each beforehand, so that both find the segments in memory.
            var file = Path.Combine(folder.FullName, "out");
            await WithFfmpegAsync(plan, file, ct);
            var ours = await TimeAsync(() => writer.WriteAsync(plan, file, _ => { }, ct), file);
            var theirs = await TimeAsync(() => WithFfmpegAsync(plan, file, ct), file);
            var layingOut = Stopwatch.StartNew();
            var layout = PlanLayout.Of(plan);
            results.Add("one hour (1.8 GB) finalised", $"ours {ours.TotalSeconds:0.0} s, FFmpeg {theirs.TotalSeconds:0.0} s: {theirs / ours:0.0} times as fast");
            results.Add("the same hour opened while it grows", $"{layingOut.Elapsed.TotalMilliseconds:0} ms, {layout.Header.Length / 1e6:0.0} MB of index");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> write, string file)
    {
        File.Delete(file);
        var begun = Stopwatch.GetTimestamp();
        await write();
        return Stopwatch.GetElapsedTime(begun);
    }

    private static async Task WithFfmpegAsync(OutputPlan plan, string file, CancellationToken ct)
    {
        await new FfmpegOutput(new FfmpegRunner()).WriteAsync(plan, file, _ => { }, ct);
        using var written = File.OpenHandle(file, access: FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(written);
    }

    private static async Task<OutputPlan> PlanAsync(string folder, CancellationToken ct)
    {
        var camera = await SourceClip.MakeAsync(folder, ct);
        var claimed = new ClaimFolder(Path.Combine(folder, "claim"));
        Directory.CreateDirectory(claimed.Folder);
        await Programs.RunAsync(
            "ffmpeg",
            [
                "-v", "error", "-stream_loop", "-1", "-i", camera, "-t", $"{Hour}", "-c", "copy", "-f", "segment", "-segment_time", "6", "-segment_format", "mp4",
                "-segment_format_options", Muxer, Path.Combine(claimed.Folder, "run-%06d.mp4"),
            ],
            ct);
        return OutputPlan.For(PieceReader.Read(new Claim(new("run", 0, 0), [new("run", DateTimeOffset.UnixEpoch, null)], null), claimed))[0];
    }
}
