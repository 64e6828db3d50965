using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Recordings;

/// <summary>Segments as the ring's FFmpeg writes them, made from a clip with the very same muxer options.</summary>
internal static class RunFiles
{
    private const string MuxerOptions = "movflags=frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets:frag_duration=500000:flush_packets=1";

    /// <summary>One run of the ring.</summary>
    /// <param name="clockAt">Seconds at which the run's clock begins, as a camera's does anywhere.</param>
    public static async Task<IReadOnlyList<string>> WriteAsync(Clip clip, string folder, int clockAt = 0, int segmentSeconds = 2) =>
        await WriteAsync(await clip.FileAsync(), clip.Video == "libx265", folder, clockAt, segmentSeconds);

    public static async Task<IReadOnlyList<string>> WriteAsync(string source, bool isHevc, string folder, int clockAt = 0, int segmentSeconds = 2)
    {
        Directory.CreateDirectory(folder);
        var run = await Ffmpeg.RunAsync(
            [
                "-itsoffset", $"{clockAt}", "-i", source, "-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy", "-copyts",
                .. isHevc ? ["-tag:v", "hvc1"] : Array.Empty<string>(),
                "-f", "segment", "-segment_time", $"{segmentSeconds}", "-segment_format", "mp4", "-segment_format_options", MuxerOptions, Path.Combine(folder, "%06d.mp4"),
            ],
            TestContext.Current.CancellationToken);
        run.ExitCode.ShouldBe(0, run.Errors);
        return [.. Directory.GetFiles(folder, "*.mp4").Order(StringComparer.Ordinal)];
    }

    /// <summary>Puts a run's files into a task's folder, as the recorder links them.</summary>
    public static void Claim(ClaimFolder folder, string runId, IReadOnlyList<string> files)
    {
        Directory.CreateDirectory(folder.Folder);
        for (var i = 0; i < files.Count; i++) File.Copy(files[i], folder.FileOf(runId, i));
    }

    public static IReadOnlyList<SegmentFragment> FragmentsOf(string file) => SegmentReader.ReadAll(file)!.Value.Fragments;

    /// <summary>The point before a fragment of a run's file.</summary>
    public static ClaimPoint Before(string runId, int segment, SegmentFragment fragment) => new(runId, segment, fragment.Offset);
}
