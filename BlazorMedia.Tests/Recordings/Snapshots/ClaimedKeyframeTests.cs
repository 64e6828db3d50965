using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Snapshots;
using BlazorMedia.Web.Platform.Processes;

namespace BlazorMedia.Tests.Recordings.Snapshots;

/// <summary>Pictures out of a recording that still runs, whose older segments the ring has let go.</summary>
public sealed class ClaimedKeyframeTests : IDisposable
{
    private static readonly Clip TwentySeconds = new(Seconds: 20, Size: "320x180");
    private readonly Scene scene = new();

    public void Dispose() => scene.Dispose();

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(6.9)]
    [InlineData(13.0)]
    public async Task The_keyframe_at_or_before_an_instant_is_found_and_can_be_decoded(double seconds)
    {
        await using var stream = StreamScene.Create(scene);
        await stream.BeginRunAsync(TwentySeconds, "20261120T120000000-a");
        stream.Arrive();
        var task = (await stream.StartAsync()).Value.Task;
        stream.Arrive(8);
        await Support.Eventually.TrueAsync(() => stream.PicturesOf(task.Id) > 15 * 25, "the segments are claimed");
        var folder = new ClaimFolder(scene.Store.TaskFolder(task.Id));
        var at = scene.FindTask(task.Id)!.MediaStartsAt.AddSeconds(seconds);

        var found = await ClaimedKeyframe.FindAsync(folder.Read()!, folder, at, Scene.Ct);

        found.ShouldNotBeNull().At.ShouldBeInRange(at.AddSeconds(-1.01), at.AddMilliseconds(1)); // a keyframe a second
        var decoded = await BytesRun.RunAsync("ffmpeg", ["-v", "error", "-f", "mp4", "-i", "pipe:0", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"], found.Mp4, Scene.Ct);
        decoded.Output.Length.ShouldBe(320 * 180);
    }

    [Fact]
    public async Task Before_its_beginning_there_is_nothing()
    {
        await using var stream = StreamScene.Create(scene);
        await stream.BeginRunAsync(TwentySeconds, "20261120T120000000-a");
        stream.Arrive(2);
        var task = (await stream.StartAsync()).Value.Task;
        var folder = new ClaimFolder(scene.Store.TaskFolder(task.Id));

        (await ClaimedKeyframe.FindAsync(folder.Read()!, folder, scene.FindTask(task.Id)!.MediaStartsAt.AddSeconds(-1), Scene.Ct)).ShouldBeNull();
    }
}
