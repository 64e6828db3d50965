using System.Globalization;

namespace BlazorMedia.Tests.Support.Media;

/// <summary>What FFmpeg's own tools say of a file: the judge of every media test.</summary>
internal static class Ffmpeg
{
    public static Task<ToolRun> RunAsync(IEnumerable<string> arguments, CancellationToken ct = default) =>
        ToolRun.StartAsync("ffmpeg", ["-hide_banner", "-nostdin", "-y", .. arguments], ct);

    /// <summary>
    /// Decodes everything; fails with FFmpeg's words at the first error. The file's own time base is kept, because on a grid of whole frames
    /// two pieces that are joined between frames would collide.
    /// </summary>
    public static async Task ShouldDecodeAsync(string file, CancellationToken ct = default)
    {
        var run = await RunAsync(["-v", "error", "-xerror", "-i", file, "-enc_time_base", "-1", "-f", "null", "-"], ct);
        (run.ExitCode, run.Errors).ShouldBe((0, ""), $"{Path.GetFileName(file)} must decode to its end without an error");
    }

    /// <summary>Not one packet is missing: each follows the one before by <paramref name="step"/> seconds, within two milliseconds.</summary>
    /// <param name="ignoreLast">Seconds at the end where the source itself had a hole.</param>
    public static async Task ShouldBeEvenAsync(string file, string stream, double step, double ignoreLast, CancellationToken ct)
    {
        var all = await PresentationTimesAsync(file, stream, ct);
        var times = all.Where(t => t <= all[^1] - ignoreLast).ToList();

        times.Count.ShouldBeGreaterThan(25);
        // FFmpeg dates the first packet of a connection before the camera's first report, so the second may stand a little off.
        times.Zip(times.Skip(1)).Skip(1).Where(p => Math.Abs(p.Second - p.First - step) > 0.002).Select(p => $"{p.First:0.000} -> {p.Second:0.000}")
            .ShouldBeEmpty($"{stream} of {times[0]:0.000} to {times[^1]:0.000} s must go on in steps of {step:0.000} s");
    }

    /// <param name="stream"><c>v:0</c> or <c>a:0</c>.</param>
    public static async Task<int> CountPacketsAsync(string file, string stream, CancellationToken ct = default) =>
        (await PacketsAsync(file, stream, ct)).Count;

    /// <summary>Presentation times in seconds, ascending (packets of B-frames are stored in another order).</summary>
    public static async Task<IReadOnlyList<double>> PresentationTimesAsync(string file, string stream, CancellationToken ct = default) =>
        [.. (await PacketsAsync(file, stream, ct)).Select(p => p.Pts).Order()];

    /// <summary>Packets in the order of the file; empty when there is no such stream.</summary>
    public static async Task<IReadOnlyList<MediaPacket>> PacketsAsync(string file, string stream, CancellationToken ct = default)
    {
        var csv = await ToolRun.OutputOfAsync(
            "ffprobe", ["-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time,dts_time,duration_time,size,flags", "-of", "csv=p=0", file], ct);
        return [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(MediaPacket.Parse)];
    }

    /// <summary><c>codec_name</c>, <c>width</c> and so on of one stream; empty when there is no such stream.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> StreamFactsAsync(string file, string stream, CancellationToken ct = default)
    {
        var text = await ToolRun.OutputOfAsync("ffprobe", ["-v", "error", "-select_streams", stream, "-show_streams", "-of", "default=nw=1", file], ct);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2)).Where(p => p.Length == 2)
            .DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1].Trim());
    }

    /// <summary>Seconds, as the container says.</summary>
    public static async Task<double> DurationAsync(string file, CancellationToken ct = default) => double.Parse(
        await ToolRun.OutputOfAsync("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file], ct), CultureInfo.InvariantCulture);
}
