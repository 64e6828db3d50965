using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Recordings.Retention;

/// <summary>A disk of a few megabytes that fills up: the reserve holds, by removing or by stopping.</summary>
public sealed class FullDiskRetentionTests : IAsyncLifetime
{
    private const int Megabyte = 1 << 20;

    private SmallDisk? disk;
    private Scene? made;

    private Scene Scene => made!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        disk = await SmallDisk.MountAsync(megabytes: 40);
        if (disk is not null) made = new Scene(root: Path.Combine(disk.Path, "recordings"));
    }

    public async ValueTask DisposeAsync()
    {
        made?.Dispose();
        if (disk is not null) await disk.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_writes_on_never_meets_a_full_disk_and_what_is_to_be_kept_is_kept()
    {
        SkipWithoutDisk();
        var retention = new RetentionScene(Scene, new() { MinFreeBytes = 2 * Megabyte });
        var (favourite, locked) = (Add(0), Add(1));
        await Keep().FavourAsync(favourite, true, Ct);
        await Keep().LockAsync(locked, true, Ct);

        // Five times the disk: without the guard the 39th file throws.
        for (var i = 2; i < 200; i++)
        {
            Add(i);
            await retention.Emergency.LookAsync(Ct);
            disk!.FreeBytes.ShouldBeGreaterThanOrEqualTo(2 * Megabyte);
        }

        var left = Scene.All().Select(r => r.Id).ToList();
        left.ShouldContain(favourite);
        left.ShouldContain(locked);
        retention.Notes().ShouldAllBe(n => n.Reason == RemovalNote.Emergency);
        // The oldest went: what is left besides is the newest.
        Scene.All().Skip(2).Select(r => r.Name).ShouldBe(Enumerable.Range(202 - left.Count, left.Count - 2).Select(i => $"r{i:000}.mp4"));
        retention.Gate.ClosedUpTo.ShouldBeNull();
    }

    [Fact]
    public async Task The_trash_is_emptied_before_anything_else_goes()
    {
        SkipWithoutDisk();
        var retention = new RetentionScene(Scene, new() { MinFreeBytes = 2 * Megabyte });
        var (kept, trashed) = (Add(0), Add(1));
        await new DeleteRecording(Scene, Scene.Topics, Audit(), Scene.Clock, NullLogger<DeleteRecording>.Instance).HandleAsync(trashed, Ct);
        disk!.Fill(leave: (3 * Megabyte) / 2);

        await retention.Emergency.LookAsync(Ct);

        Scene.All().ShouldHaveSingleItem().Id.ShouldBe(kept);
    }

    [Fact]
    public async Task Where_nothing_may_go_recording_stops_is_refused_told_and_goes_on_when_there_is_room()
    {
        SkipWithoutDisk();
        await using var stream = StreamScene.Create(Scene);
        var retention = new RetentionScene(Scene, new() { MinFreeBytes = 2 * Megabyte }, stream);
        await stream.BeginRunAsync(new Clip(Seconds: 8), "20261120-120000-000");
        stream.Arrive(2);
        var task = (await stream.StartAsync(minutes: 30)).Value.Task;
        var locked = Add(0);
        await Keep().LockAsync(locked, true, Ct);
        disk!.Fill(leave: Megabyte);

        await retention.Guard!.LookAsync(Ct);

        Scene.FindTask(task.Id)!.State.ShouldBe(RecordingTaskState.Finalising);
        Scene.Find(locked).ShouldNotBeNull();
        (await stream.StartAsync()).Refusal.ShouldBe(RetentionRefusals.NoSpace);
        (await new SpaceCheck(retention.Overview).CheckHealthAsync(new(), Ct)).Data["code"].ShouldBe("stopped");
        Told().ShouldContain(SpaceNews.Stopped);

        disk.Relieve();
        await retention.Guard.LookAsync(Ct);

        var resumed = stream.Active.All.ShouldHaveSingleItem();
        (resumed.Id, resumed.EndsAt).ShouldNotBe((task.Id, task.EndsAt));
        resumed.EndsAt.ShouldBe(task.EndsAt, TimeSpan.FromSeconds(1));
        Told().ShouldContain(SpaceNews.Returned);
    }

    [Fact]
    public async Task What_a_person_stops_meanwhile_does_not_go_on_when_there_is_room()
    {
        SkipWithoutDisk();
        await using var stream = StreamScene.Create(Scene);
        var retention = new RetentionScene(Scene, new() { MinFreeBytes = 2 * Megabyte }, stream);
        await stream.BeginRunAsync(new Clip(Seconds: 8), "20261120-120000-000");
        stream.Arrive(2);
        var task = (await stream.StartAsync(minutes: 30)).Value.Task;
        disk!.Fill(leave: Megabyte);
        await retention.Guard!.LookAsync(Ct);

        (await stream.StopAsync(task.Id)).IsSuccess.ShouldBeTrue();
        disk.Relieve();
        await retention.Guard.LookAsync(Ct);

        stream.Active.All.ShouldBeEmpty();
        retention.Gate.Interrupted.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_lowest_priority_stops_first_and_the_others_record_on()
    {
        SkipWithoutDisk();
        await using var stream = StreamScene.Create(Scene);
        var retention = new RetentionScene(Scene, new() { MinFreeBytes = 4 * Megabyte }, stream);
        await stream.BeginRunAsync(new Clip(Seconds: 8), "20261120-120000-000");
        stream.Arrive(2);
        var low = StreamScene.AddStreamTo(stream.Streams, Scene.Clock, "yard");
        await AddRulesAsync((stream.Stream.Path, 5), (low.Path, -5));
        var task = (await stream.StartAsync()).Value.Task;

        disk!.Fill(leave: 3 * Megabyte);
        await retention.Guard!.LookAsync(Ct);

        retention.Gate.ClosedUpTo.ShouldBe(-5);
        retention.Gate.Check(low.Id).ShouldBe(RetentionRefusals.NoSpace);
        Scene.FindTask(task.Id)!.State.ShouldBe(RecordingTaskState.Recording);

        disk.Fill(leave: Megabyte);
        await retention.Guard.LookAsync(Ct);

        retention.Gate.ClosedUpTo.ShouldBe(5);
        Scene.FindTask(task.Id)!.State.ShouldBe(RecordingTaskState.Finalising);
    }

    private void SkipWithoutDisk() => Assert.SkipWhen(disk is null, "this user may not mount a file system");

    private Guid Add(int number)
    {
        var at = Scene.Clock.GetUtcNow().AddMinutes(number);
        var path = $"20261120/r{number:000}.mp4";
        Directory.CreateDirectory(Path.GetDirectoryName(Scene.Store.FileOf(path))!);
        File.WriteAllBytes(Scene.Store.FileOf(path), new byte[Megabyte]);
        var recording = Recording.Begin(Guid.CreateVersion7(at), Guid.NewGuid(), Guid.Empty, "door", path, at);
        recording.Ready(path, at, new MediaFacts(60_000, Megabyte, "h264", null, 640, 360));
        using var db = Scene.CreateDbContext();
        db.Add(recording);
        db.SaveChanges();
        return recording.Id;
    }

    private async Task AddRulesAsync(params (Domain.Streams.StreamPath Path, int Priority)[] rules)
    {
        await using var db = Scene.CreateDbContext();
        foreach (var (path, priority) in rules) db.AddRange(path, new RetentionRule { StreamId = path.Id, Priority = priority });
        await db.SaveChangesAsync(Ct);
    }

    private AuditTrail Audit() => new(Scene, new ActingNow(), Scene.Clock);

    private KeepRecording Keep() => new(Scene, Scene.Topics, Audit());

    private List<string> Told()
    {
        using var db = Scene.CreateDbContext();
        return [.. db.Set<WebhookMessage>().AsNoTracking().Select(m => m.Type)];
    }
}
