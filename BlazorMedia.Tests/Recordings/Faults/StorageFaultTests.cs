using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;
using Microsoft.Data.Sqlite;

namespace BlazorMedia.Tests.Recordings.Faults;

/// <summary>Disks that may not be written, have no room for names, or lose files; a database that somebody else holds.</summary>
public sealed class StorageFaultTests : IAsyncLifetime
{
    private readonly RtspStandIn camera = new();
    private readonly TempFolder folder = new();
    private SmallDisk? disk;
    private AppProcess? app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Client => app!.Client;

    public async ValueTask InitializeAsync()
    {
        disk = await SmallDisk.MountAsync(megabytes: 64);
        if (disk is null) return;
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
    public async Task A_disk_that_becomes_read_only_is_told_and_the_recording_goes_on_until_it_is_writable_again()
    {
        Assert.SkipWhen(disk is null, "this user may not mount a file system");
        await StartAsync(ringOnDisk: false);
        var task = await RecordAsync();
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));

        await disk.BecomeReadOnlyAsync(true);
        using var refused = await Client.DeleteAsync($"/api/v1/recordings/tasks/{task.Id}", Ct);
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(4));
        await disk.BecomeReadOnlyAsync(false);
        var (recording, file) = await Client.FinishAsync(task, folder);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("storage_unwritable");
        recording.Pieces.ShouldHaveSingleItem();
        recording.DurationMs.ShouldBeGreaterThan(5500);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task A_disk_without_room_for_another_name_interrupts_the_recording_and_does_not_end_it()
    {
        Assert.SkipWhen(disk is null, "this user may not mount a file system");
        await StartAsync(ringOnDisk: true);
        var task = await RecordAsync();
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));

        disk.TakeNames();
        var full = await Client.WaitForStateAsync("cam", "offline");
        disk.GiveNames();
        await Client.WaitForStateAsync("cam", "live");
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(2));
        var (recording, file) = await Client.FinishAsync(task, folder);

        full.StateReason.ShouldBe("no-space");
        recording.Pieces.Count.ShouldBeGreaterThan(1);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task A_file_that_somebody_removed_or_renamed_is_missing_and_the_rest_goes_on()
    {
        Assert.SkipWhen(disk is null, "this user may not mount a file system");
        await StartAsync(ringOnDisk: true);
        var (first, _) = await Client.FinishAsync(await RecordShortlyAsync(), folder);
        var (second, _) = await Client.FinishAsync(await RecordShortlyAsync(), folder);
        var root = Path.Combine(disk.Path, "recordings");

        File.Delete(Path.Combine(root, first.Path));
        File.Move(Path.Combine(root, second.Path), Path.Combine(root, "elsewhere.mp4"));

        foreach (var recording in new[] { first, second })
        {
            using var answer = await Client.GetAsync(recording.FileUrl, Ct);
            ((int)answer.StatusCode).ShouldBeInRange(404, 410);
            (await Client.DeleteAsync($"/api/v1/recordings/{recording.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
        File.Exists(Path.Combine(root, "elsewhere.mp4")).ShouldBeTrue("what is not ours is not touched");
        (await Client.FinishAsync(await RecordShortlyAsync(), folder)).Recording.State.ShouldBe("ready");
    }

    [Fact]
    public async Task A_database_that_somebody_else_locks_for_a_while_loses_nothing_of_a_recording()
    {
        Assert.SkipWhen(disk is null, "this user may not mount a file system");
        await StartAsync(ringOnDisk: true);
        var task = await RecordAsync();
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(1));

        await using (var other = new SqliteConnection($"Data Source={Path.Combine(app!.DataDirectory, "blazormedia.db")};Pooling=False"))
        {
            await other.OpenAsync(Ct);
            await using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            await begin.ExecuteNonQueryAsync(Ct);
            await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(8));
        }
        var (recording, file) = await Client.FinishAsync(task, folder);

        recording.Pieces.ShouldHaveSingleItem();
        recording.DurationMs.ShouldBeGreaterThan(8000);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        await Ffmpeg.ShouldBeEvenAsync(file, "v:0", 1 / 25d, 0, Ct);
    }

    private async Task StartAsync(bool ringOnDisk) => app = await AppProcess.StartAsync(
        ("Streams:RingDirectory", ringOnDisk ? Path.Combine(disk!.Path, "ring") : folder.File("ring")), ("Streams:RingSeconds", "12"), ("Recordings:Root", Path.Combine(disk!.Path, "recordings")));

    private async Task<Web.Features.Recordings.Tasks.RecordingTaskDto> RecordAsync()
    {
        if ((await Client.GetAsync("/api/v1/streams/cam", Ct)).StatusCode == HttpStatusCode.NotFound) await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");
        return await Client.StartRecordingAsync("cam");
    }

    private async Task<Web.Features.Recordings.Tasks.RecordingTaskDto> RecordShortlyAsync()
    {
        var task = await RecordAsync();
        await Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(1));
        return task;
    }
}
