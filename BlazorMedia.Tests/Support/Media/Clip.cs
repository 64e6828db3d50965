using System.Collections.Concurrent;
using System.Globalization;

namespace BlazorMedia.Tests.Support.Media;

/// <summary>
/// A test clip: a moving picture with its time in it and a beep each second. Made once per test run for equal settings.
/// </summary>
/// <param name="Audio">FFmpeg's encoder (<c>aac</c>, <c>pcm_alaw</c>, <c>libopus</c>), or null for none.</param>
internal sealed record Clip(int Seconds = 30, string Size = "640x360", int Fps = 25, int Gop = 25, string Video = "libx264", string? Audio = "aac", int BFrames = 0)
{
    private static readonly ConcurrentDictionary<Clip, Lazy<Task<string>>> Made = new();
    private static readonly Lazy<string> Folder = new(MakeFolder);

    /// <summary>Absolute path of the finished file. MP4, or Matroska where MP4 cannot hold the sound.</summary>
    public Task<string> FileAsync() => Made.GetOrAdd(this, clip => new(() => clip.MakeAsync())).Value;

    private async Task<string> MakeAsync()
    {
        var file = Path.Combine(Folder.Value, $"{Guid.NewGuid():N}.{(Audio is null or "aac" ? "mp4" : "mkv")}");
        var run = await Ffmpeg.RunAsync([.. Inputs, .. VideoOptions, .. AudioOptions, "-t", Text(Seconds), file]);
        return run.ExitCode == 0 ? file : throw new InvalidOperationException($"The clip could not be made: {run.Errors}");
    }

    private IEnumerable<string> Inputs =>
    [
        "-f", "lavfi", "-i", $"testsrc2=size={Size}:rate={Text(Fps)}",
        .. Audio is null ? Array.Empty<string>() : ["-f", "lavfi", "-i", "sine=frequency=440:beep_factor=4:sample_rate=48000"],
    ];

    private IEnumerable<string> VideoOptions =>
        ["-c:v", Video, "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", Text(Gop), "-keyint_min", Text(Gop), "-sc_threshold", "0", "-bf", Text(BFrames)];

    private IEnumerable<string> AudioOptions => Audio switch
    {
        null => [],
        "pcm_alaw" or "pcm_mulaw" => ["-c:a", Audio, "-ar", "8000", "-ac", "1"],
        _ => ["-c:a", Audio, "-b:a", "64k"],
    };

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("bm-clips-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
