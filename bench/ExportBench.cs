using System.Diagnostics;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Exports.Write;
using BlazorMedia.Web.Platform.Processes;

namespace BlazorMedia.Bench;

/// <summary>An hour of a camera at 4 Mbit/s cut out and written: by copy, exactly, and by FFmpeg's own copy as the baseline.</summary>
internal static class ExportBench
{
    private const long HourMs = 3_600_000;

    public static async Task RunAsync(Results results, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-bench-export-");
        try
        {
            Console.Error.WriteLine("… making an hour of film");
            var source = await SourceAsync(folder.FullName, ct);
            await MeasureAsync(results, folder.FullName, source, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(Results results, string folder, string source, CancellationToken ct)
    {
        string[] baseline = ["-v", "error", "-ss", "1.3", "-i", source, "-t", "3600", "-map", "0", "-c", "copy", "-movflags", "+faststart", "-y", Path.Combine(folder, "baseline.mp4")];
        var theirs = await TimeAsync(() => Programs.RunAsync("ffmpeg", baseline, ct));
        var copy = await TimeAsync(() => WriteAsync(folder, source, isExact: false, ct));
        var exact = await TimeAsync(() => WriteAsync(folder, source, isExact: true, ct));
        results.Add("export of 1 h at 4 Mbit/s by FFmpeg's copy", $"{theirs:0.0} s");
        results.Add("export of 1 h at 4 Mbit/s by copy", $"{copy:0.0} s, {copy / theirs:0.00} of FFmpeg's", "at most 10 s");
        results.Add("export of 1 h at 4 Mbit/s, exact", $"{exact:0.0} s, {exact / theirs:0.00} of FFmpeg's");
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static Task<WrittenExport> WriteAsync(string folder, string source, bool isExact, CancellationToken ct)
    {
        var bytes = new FileInfo(source).Length;
        var piece = new ExportSource(source, 1300, HourMs + 1300, [], "h264", "aac", 1920, 1080, bytes, HourMs + 10_000);
        var work = new ExportWork(Guid.NewGuid(), "hour.mp4", isExact, new ExportDetails([], false), [piece], Directory.CreateDirectory(Path.Combine(folder, "work")).FullName);
        // Without marks nothing is fetched.
        var encoder = new StretchEncoder(new FfmpegRunner(), null!, TimeProvider.System);
        return new ExportWriter(new FullEncoder(encoder), new EdgeWriter(encoder)).WriteAsync(work, _ => { }, ct);
    }

    private static async Task<string> SourceAsync(string folder, CancellationToken ct)
    {
        var (part, file) = (await SourceClip.MakeAsync(folder, ct), Path.Combine(folder, "hour.mp4"));
        await Programs.RunAsync("ffmpeg", ["-v", "error", "-stream_loop", "6", "-i", part, "-t", "3610", "-c", "copy", "-movflags", "+faststart", file], ct);
        File.Delete(part);
        return file;
    }
}
