using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Streams.Ring;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings;

/// <summary>A node that took a stream over from a dead one, whose disk it cannot reach.</summary>
public sealed class RecordingHandoverTests : IDisposable
{
    private readonly Scene scene = new(shares: true);
    private readonly Guid dead = Guid.NewGuid();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task The_task_of_a_dead_node_ends_and_a_new_one_takes_up_the_rest_of_the_wish()
    {
        await using var stream = await LiveAsync();
        var former = Add(stream, minutes: 20);

        (await stream.Handover().LookAsync(Scene.Ct)).ShouldBeEmpty();

        var next = stream.Active.All.ShouldHaveSingleItem();
        next.Id.ShouldNotBe(former.Id);
        var row = scene.FindTask(next.Id)!;
        (row.NodeId, row.StartedBy, row.Trigger, row.State).ShouldBe((scene.Store.Node, "ann", RecordingTrigger.Manual, RecordingTaskState.Recording));
        row.EndsAt.ShouldBe(former.EndsAt, TimeSpan.FromSeconds(1));
        var ended = scene.FindTask(former.Id)!;
        (ended.NodeId, ended.State).ShouldBe((dead, RecordingTaskState.Finalising));
        scene.Enqueued.ShouldBe([("FinaliseRecordingJob", former.Id.ToString("N"))]);
        await stream.StopAsync(next.Id);
    }

    [Fact]
    public async Task Nothing_is_ended_before_the_stream_has_a_picture_here()
    {
        await using var stream = await LiveAsync();
        stream.EndRun("closed");
        var former = Add(stream, minutes: 20);

        await stream.Handover().LookAsync(Scene.Ct);

        scene.FindTask(former.Id)!.State.ShouldBe(RecordingTaskState.Recording);
        stream.Active.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wish_whose_time_is_over_is_not_taken_up()
    {
        await using var stream = await LiveAsync();
        var former = Add(stream, minutes: 0.01);
        scene.Clock.Advance(TimeSpan.FromSeconds(2));

        await stream.Handover().LookAsync(Scene.Ct);

        scene.FindTask(former.Id)!.State.ShouldBe(RecordingTaskState.Finalising);
        stream.Active.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_another_node_has_is_neither_recorded_nor_stopped_here()
    {
        await using var stream = await LiveAsync();
        var former = Add(stream, minutes: 20);
        stream.Stream.Elsewhere = new("other", null, former.Id);

        await stream.Handover().LookAsync(Scene.Ct);

        (await stream.StartAsync()).Refusal.ShouldBe(RecordingRefusals.StreamElsewhere);
        (await stream.StopAsync(former.Id)).Refusal.ShouldBe(RecordingRefusals.StreamElsewhere);
        stream.Handover().IsOurs(former).ShouldBeFalse();
        scene.FindTask(former.Id)!.State.ShouldBe(RecordingTaskState.Recording);
    }

    [Fact]
    public async Task Letting_a_stream_go_leaves_its_task_to_the_next_node()
    {
        await using var stream = await LiveAsync();
        var task = (await stream.StartAsync()).Value.Task;

        await stream.Handover().LetGoAsync(stream.Active.Workers.Single());

        stream.Active.All.ShouldBeEmpty();
        scene.FindTask(task.Id)!.State.ShouldBe(RecordingTaskState.Recording);
        scene.Enqueued.ShouldBeEmpty();
        (await stream.Handover().LookAsync(Scene.Ct)).Select(t => t.Id).ShouldBe([task.Id]);
    }

    [Fact]
    public async Task What_FFmpeg_wrote_after_the_app_died_is_named_by_its_recording()
    {
        var ring = Path.Combine(scene.Folder, "left");
        var files = await RunFiles.WriteAsync(new Clip(Seconds: 8), Path.Combine(scene.Folder, "clips"));
        Directory.CreateDirectory(Path.Combine(ring, "run-1"));
        for (var i = 0; i < files.Count; i++) File.Copy(files[i], Path.Combine(ring, "run-1", RingSegment.FileNameOf(i)));
        var folder = new ClaimFolder(scene.Store.TaskFolder(Guid.NewGuid()));
        var claim = new Claim(new ClaimPoint("run-1", 1, 0), [new ClaimRun("run-1", scene.Clock.GetUtcNow(), null)], null);
        folder.Write(claim);

        folder.Rescue(claim, ring);
        folder.Rescue(claim, ring);

        folder.Segments().Select(s => s.Number).ShouldBe(Enumerable.Range(1, files.Count - 1));
    }

    [Fact]
    public async Task Only_the_node_with_the_disk_looks_after_a_recordings_file()
    {
        var here = scene.AddReady("20261120/here.mp4");
        var there = scene.AddReady("20261120/there.mp4");
        await using (var db = scene.CreateDbContext())
        {
            var task = RecordingTask.Start(Guid.NewGuid(), "door", null, RecordingTrigger.Manual, scene.Clock.GetUtcNow(), null, null, scene.Clock.GetUtcNow());
            task.RunOn(dead);
            task.Stop(scene.Clock.GetUtcNow());
            db.Add(task);
            await db.SaveChangesAsync(Scene.Ct);
            await db.Set<Recording>().Where(r => r.Id == there.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.TaskId, task.Id), Scene.Ct);
        }

        await using var look = scene.CreateDbContext();
        (await look.Reachable(scene.Store).Select(r => r.Id).ToListAsync(Scene.Ct)).ShouldBe([here.Id]);
    }

    private async Task<StreamScene> LiveAsync()
    {
        var stream = StreamScene.Create(scene);
        await stream.BeginRunAsync(new Clip(Seconds: 12), "run-1");
        stream.Arrive(2);
        return stream;
    }

    private RecordingTask Add(StreamScene stream, double minutes)
    {
        var now = scene.Clock.GetUtcNow();
        var task = RecordingTask.Start(stream.Stream.Id, "door", null, RecordingTrigger.Manual, now, minutes, "ann", now);
        task.RunOn(dead);
        using var db = scene.CreateDbContext();
        db.AddRange(task, Recording.Begin(task.RecordingId, task.Id, task.StreamId, "door", "20261120/former.mp4", now));
        db.SaveChanges();
        return task;
    }
}
