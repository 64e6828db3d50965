using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Bench;

/// <summary>One camera per path, each with a server of its own, so that each can hang or vanish by itself.</summary>
internal sealed class SoakCameras : IAsyncDisposable
{
    private const int ClipSeconds = 20;

    private readonly List<RtspStandIn> all = [];

    public int Count => all.Count;

    public RtspStandIn this[int index] => all[index];

    public static async Task<SoakCameras> StartAsync(string folder, int count, TimeSpan length, CancellationToken ct)
    {
        var clip = await MakeClipAsync(folder, length, ct);
        var cameras = new SoakCameras();
        for (var i = 0; i < count; i++)
        {
            var camera = new RtspStandIn();
            cameras.all.Add(camera);
            await camera.ServeAsync("live", clip);
        }
        return cameras;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var camera in all) await camera.DisposeAsync();
    }

    // A sub-stream as cameras send it; small, so that half an hour of twenty of them fits on any disk and is audited in minutes.
    private static async Task<string> MakeClipAsync(string folder, TimeSpan length, CancellationToken ct)
    {
        var (pattern, file) = (Path.Combine(folder, "pattern.mp4"), Path.Combine(folder, "camera.mp4"));
        string[] arguments =
        [
            "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", $"{ClipSeconds}",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-bf", "0",
            "-b:v", "500k", "-maxrate", "500k", "-bufsize", "500k", "-c:a", "aac", "-b:a", "64k", pattern,
        ];
        await Programs.RunAsync("ffmpeg", arguments, ct);
        var loops = (int)(length.TotalSeconds / ClipSeconds) + (600 / ClipSeconds);
        await Programs.RunAsync("ffmpeg", ["-v", "error", "-stream_loop", $"{loops}", "-i", pattern, "-c", "copy", file], ct);
        return file;
    }
}
