using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Tests.Recordings.Faults;

/// <summary>Ring and recordings lie on a file system of a few megabytes; the database does not.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly RtspStandIn camera = new();
    private readonly TempFolder folder = new();
    private SmallDisk? disk;
    private AppProcess? app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Client => app!.Client;

    public async ValueTask InitializeAsync()
    {
        disk = await SmallDisk.MountAsync(megabytes: 48);
        if (disk is null) return;
        app = await AppProcess.StartAsync(
            ("Streams:RingDirectory", Path.Combine(disk.Path, "ring")), ("Streams:RingSeconds", "12"), ("Recordings:Root", Path.Combine(disk.Path, "recordings")));
        await camera.ServeAsync("cam", await new Clip(Seconds: 64).FileAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        if (disk is not null) await disk.DisposeAsync();
        await camera.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_disk_that_fills_up_interrupts_the_recording_and_does_not_end_it()
    {
        Assert.SkipWhen(disk is null, "this user may not mount a file system");
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");
        var task = await Client.StartRecordingAsync("cam");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));

        disk.Fill();
        var full = await Client.WaitForStateAsync("cam", "offline");
        disk.Relieve();
        await Client.WaitForStateAsync("cam", "live");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));
        var (recording, file) = await Client.FinishAsync(task, folder);

        full.StateReason.ShouldBe("no-space");
        recording.Pieces.Count.ShouldBeGreaterThan(1);
        recording.Pieces[1].GapReason.ShouldNotBeNullOrEmpty();
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_and_written_when_there_is_space_again()
    {
        Assert.SkipWhen(disk is null, "this user may not mount a file system");
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");
        var task = await Client.StartRecordingAsync("cam");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(4));

        disk.Fill(leave: 200_000);
        await Client.StopRecordingAsync(task);
        var failed = await Eventually.GetAsync(async () => await Client.FindRecordingAsync(task.RecordingId) is { State: "failed" } r ? r : null, "the recording has failed");
        FinishedFiles().ShouldBeEmpty();
        disk.Relieve();
        var ready = await Eventually.GetAsync(
            async () => await Client.FindRecordingAsync(task.RecordingId) is { State: "ready" } r ? r : null, "the recording is ready after all", TimeSpan.FromMinutes(3));

        failed.Failure.ShouldNotBeNull().ShouldContain("space", Case.Insensitive);
        await Ffmpeg.ShouldDecodeAsync(await Client.DownloadAsync(ready.FileUrl!, folder), Ct);
        FinishedFiles().ShouldHaveSingleItem();
    }

    private string[] FinishedFiles() =>
        [.. Directory.GetFiles(Path.Combine(disk!.Path, "recordings"), "*.mp4", SearchOption.AllDirectories).Where(f => !f.Contains("/.", StringComparison.Ordinal))];
}
