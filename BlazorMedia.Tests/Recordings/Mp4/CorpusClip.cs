using System.Collections.Concurrent;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Recordings.Mp4;

/// <summary>A small film of one kind, made by FFmpeg once per test run.</summary>
/// <param name="Video">Options of the picture's encoder; null for no picture.</param>
/// <param name="Audio">Options of the sound's encoder; null for no sound.</param>
/// <param name="Rate">Pictures a second.</param>
/// <param name="Filter">Of the picture, for example to make its rate uneven.</param>
/// <param name="SoundDelay">Seconds.</param>
internal sealed record CorpusClip(string? Video, string? Audio, string Rate = "25", int Seconds = 5, string Filter = "null", double SoundDelay = 0)
{
    /// <summary>FFmpeg cannot write it as the ring's fragments.</summary>
    public const string Ac3 = "h264 + ac3";

    private static readonly ConcurrentDictionary<CorpusClip, Lazy<Task<string>>> Made = new();
    private static readonly Lazy<string> Folder = new(MakeFolder);

    /// <summary>By name, so that a test says which one it means.</summary>
    public static IReadOnlyDictionary<string, CorpusClip> All { get; } = new Dictionary<string, CorpusClip>
    {
        ["h264 + aac"] = new(H264(0), "aac"),
        ["h264 with B-frames"] = new(H264(3) + " -bf 3 -b_strategy 0", "aac"),
        ["h264, open GOP"] = new(H264(2) + " -bf 2 -flags -cgop -x264-params open-gop=1", "aac"),
        ["h264, GOP of 10 s"] = new(H264(0) + " -g 500 -keyint_min 500", "aac", Seconds: 12),
        ["h264 at 23.976"] = new(H264(2), "aac", Rate: "24000/1001"),
        ["h264 at 30"] = new(H264(0), "aac -ar 44100", Rate: "30"),
        ["h264 at 50, mp3"] = new(H264(2), "libmp3lame -ar 44100", Rate: "50"),
        ["h264, uneven rate"] = new(H264(0), "aac", Filter: "select='not(mod(floor(n*n/7)\\,3))'"),
        ["h264, late sound"] = new(H264(2), "aac", SoundDelay: 1.2345),
        ["h264 without sound"] = new(H264(2), null),
        ["sound alone"] = new(null, "aac"),
        [Ac3] = new(H264(0), "ac3"),
        ["hevc"] = new("libx265 -preset ultrafast -x265-params log-level=none:bframes=3:keyint=25 -tag:v hvc1", "aac"),
        ["av1 + opus"] = new("libsvtav1 -preset 12 -g 25", "libopus", Seconds: 3),
        ["vp9 + mp3"] = new("libvpx-vp9 -deadline realtime -cpu-used 8 -g 25", "libmp3lame", Seconds: 3),
    };

    public bool IsHevc => Video?.Contains("265", StringComparison.Ordinal) == true;

    /// <summary>Absolute path of an ordinary MP4.</summary>
    public Task<string> FileAsync() => Made.GetOrAdd(this, clip => new(() => clip.MakeAsync())).Value;

    private static string H264(int bFrames) => $"libx264 -preset ultrafast -g 25 -bf {bFrames} -pix_fmt yuv420p";

    private async Task<string> MakeAsync()
    {
        var file = Path.Combine(Folder.Value, $"{Guid.NewGuid():N}.mp4");
        var run = await Ffmpeg.RunAsync([.. Inputs, .. Options, "-t", $"{Seconds}", "-strict", "-2", "-fps_mode", "passthrough", file]);
        return run.ExitCode == 0 ? file : throw new InvalidOperationException($"The clip could not be made: {run.Errors}");
    }

    private IEnumerable<string> Inputs =>
    [
        .. Video is null ? Array.Empty<string>() : ["-f", "lavfi", "-i", $"testsrc2=size=192x108:rate={Rate},{Filter}"],
        .. Audio is null ? Array.Empty<string>() : ["-itsoffset", FormattableString.Invariant($"{SoundDelay}"), "-f", "lavfi", "-i", "sine=frequency=440:beep_factor=4:sample_rate=48000"],
    ];

    private IEnumerable<string> Options =>
    [
        .. Video is null ? Array.Empty<string>() : ["-c:v", .. Video.Split(' ')],
        .. Audio is null ? Array.Empty<string>() : ["-c:a", .. Audio.Split(' ')],
    ];

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("bm-corpus-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
