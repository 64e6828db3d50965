using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Streams.Pictures;

/// <summary>A ring of what FFmpeg makes of a picture, encoded as a camera would and written as the ingest writes.</summary>
internal sealed class RingOfPictures : IDisposable
{
    private readonly TempFolder folder = new();

    public RingIndex Ring { get; } = new();

    public IReadOnlyList<RingFragment> Keyframes => [.. Ring.Fragments.Where(f => f.IsKeyframe)];

    /// <param name="picture">A source of FFmpeg's lavfi.</param>
    /// <param name="encoder">With its options.</param>
    public static async Task<RingOfPictures> MakeAsync(string picture, string encoder = "libx264 -preset ultrafast", int seconds = 1, CancellationToken ct = default)
    {
        var made = new RingOfPictures();
        var clip = made.folder.File("clip.mp4");
        string[] encode = ["-c:v", .. encoder.Split(' '), "-pix_fmt", "yuv420p", "-g", "25", "-t", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), clip];
        var encoded = await Ffmpeg.RunAsync(["-v", "error", "-f", "lavfi", "-i", picture, .. encode], ct);
        encoded.ExitCode.ShouldBe(0, encoded.Errors);
        var run = new RingRun("a", Directory.CreateDirectory(made.folder.File("a")).FullName, DateTimeOffset.UnixEpoch, 0);
        await WriteAsync(clip, run.Folder, ct);
        made.Ring.Change(runs => runs.Add(run));
        using var tailer = new RingTailer(made.Ring, run, new RunClock());
        tailer.End(DateTimeOffset.UnixEpoch.AddSeconds(seconds), "closed");
        return made;
    }

    public void Dispose() => folder.Dispose();

    private static async Task WriteAsync(string clip, string folder, CancellationToken ct)
    {
        var arguments = FfmpegArguments.Ring(SourceAddress.Parse("file:///x").Value, clip, IngestPlan.CopyAll, Path.Combine(folder, "%06d.mp4")).ToList();
        arguments.Remove("-re");
        arguments.RemoveRange(arguments.IndexOf("-stream_loop"), 2);
        var run = await Ffmpeg.RunAsync(arguments, ct);
        run.ExitCode.ShouldBe(0, run.Errors);
    }
}
