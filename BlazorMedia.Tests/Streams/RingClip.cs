using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Tests.Streams;

/// <summary>Segments of a clip, written by FFmpeg with the ring's own output options, as fast as it can.</summary>
internal static class RingClip
{
    /// <returns>The segment files in order.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(Clip clip, string folder, CancellationToken ct)
    {
        var source = SourceAddress.Parse("file:///x").Value;
        var arguments = FfmpegArguments.Ring(source, await clip.FileAsync(), IngestPlan.CopyAll, Path.Combine(folder, "%06d.mp4")).ToList();
        arguments.Remove("-re");
        var loop = arguments.IndexOf("-stream_loop");
        arguments.RemoveRange(loop, 2);
        var run = await Ffmpeg.RunAsync(arguments, ct);
        run.ExitCode.ShouldBe(0, run.Errors);
        return [.. Directory.EnumerateFiles(folder, "*.mp4").Order(StringComparer.Ordinal)];
    }
}
