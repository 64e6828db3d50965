namespace BlazorMedia.Bench;

/// <summary>What a usual camera sends: 1080p25, H.264 at a constant 4 Mbit/s, a keyframe every 2 s, AAC.</summary>
internal static class SourceClip
{
    public static async Task<string> MakeAsync(string folder, CancellationToken ct)
    {
        var (pattern, file) = (Path.Combine(folder, "pattern.mp4"), Path.Combine(folder, "camera.mp4"));
        string[] arguments =
        [
            "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=25", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "20",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-bf", "0",
            "-b:v", "4M", "-minrate", "4M", "-maxrate", "4M", "-bufsize", "4M", "-x264-params", "nal-hrd=cbr", "-c:a", "aac", "-b:a", "64k", pattern,
        ];
        await Programs.RunAsync("ffmpeg", arguments, ct);
        // Longer than any measurement: FFmpeg 5.1 ends the picture where a looped file of its feeder begins anew.
        await Programs.RunAsync("ffmpeg", ["-v", "error", "-stream_loop", "29", "-i", pattern, "-c", "copy", file], ct);
        return file;
    }
}
