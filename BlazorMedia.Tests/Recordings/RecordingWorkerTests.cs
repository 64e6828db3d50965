using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Recordings;

/// <summary>From start to stop on a ring of real segments.</summary>
public class RecordingWorkerTests : IDisposable
{
    private static readonly Clip TwentySeconds = new(Seconds: 20, Size: "320x180");
    private readonly Scene scene = new();

    public void Dispose()
    {
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_recording_holds_everything_from_its_keyframe_to_the_moment_of_the_stop()
    {
        await using var stream = await LiveAsync(segments: 2);

        var task = (await stream.StartAsync("Front door")).Value.Task;
        stream.Arrive(2);
        var stopped = await stream.StopAsync(task.Id);
        stream.Arrive(2);

        stopped.Value.State.ShouldBe("finalising");
        var last = stream.Stream.Ring.Segments.Skip(1).First().Fragments.Last(f => f.IsKeyframe).Segment.Number;
        stream.PicturesOf(task.Id).ShouldBe(PicturesFrom(stream, last, until: 4) - PicturesBeforeLastKeyframe(stream, last));
        scene.Find(task.RecordingId)!.Path.ShouldBe("20261120/Front door.mp4");
        scene.Enqueued.ShouldBe([("FinaliseRecordingJob", task.Id.ToString("N"))]);
        (await stream.StopAsync(task.Id)).Value.ShouldBe(stopped.Value);
    }

    [Fact]
    public async Task The_pre_roll_begins_at_the_keyframe_before_it()
    {
        await using var stream = await LiveAsync(segments: 4, preRoll: 5);

        var task = (await stream.StartAsync()).Value.Task;

        var asked = scene.Clock.GetUtcNow().AddSeconds(-5);
        scene.FindTask(task.Id)!.MediaStartsAt.ShouldBeInRange(asked.AddSeconds(-1), asked); // a keyframe a second
        stream.PicturesOf(task.Id).ShouldBe(6 * 25);
    }

    [Fact]
    public async Task The_second_start_of_a_stream_answers_with_the_running_task()
    {
        await using var stream = await LiveAsync(segments: 1);

        var first = await stream.StartAsync();
        var second = await stream.StartAsync("other", 5);

        (second.Value.Task, second.Value.Existed).ShouldBe((first.Value.Task, true));
        first.Value.Existed.ShouldBeFalse();
        scene.All().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_starts_at_the_same_moment_begin_one_task()
    {
        await using var stream = await LiveAsync(segments: 1);

        var started = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => stream.StartAsync(), Scene.Ct)));

        started.Select(s => s.Value.Task.Id).Distinct().ShouldHaveSingleItem();
        started.Count(s => !s.Value.Existed).ShouldBe(1);
        Directory.GetDirectories(scene.Store.TasksFolder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stream_without_picture_cannot_be_recorded_and_nothing_is_created()
    {
        await using var stream = StreamScene.Create(scene);
        stream.Stream.Status = stream.Stream.Status with { State = StreamState.Offline };

        (await stream.StartAsync()).Refusal.ShouldBe(RecordingRefusals.StreamNotLive);
        (await stream.StartAsync("a/b", -1)).Refusals.ShouldBe([RecordingRefusals.NameInvalid, RecordingRefusals.MinutesInvalid]);

        scene.All().ShouldBeEmpty();
        Directory.GetDirectories(scene.Store.TasksFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_source_ends_no_task_and_leaves_the_reason_of_the_gap()
    {
        await using var stream = await LiveAsync(segments: 2);
        var task = (await stream.StartAsync()).Value.Task;

        stream.EndRun("stalled");
        scene.Clock.Advance(TimeSpan.FromSeconds(20));
        await stream.BeginRunAsync(TwentySeconds, "run-2");
        stream.Arrive(2);
        await stream.StopAsync(task.Id);

        var pieces = stream.PiecesOf(task.Id);
        pieces.Select(p => p.GapReason).ShouldBe([null, "stalled"]);
        (pieces[1].StartsAt - pieces[0].StartsAt - pieces[0].Duration).ShouldBe(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(0.1));
    }

    [Fact]
    public async Task A_restarted_app_goes_on_with_the_same_task_and_misses_nothing()
    {
        await using var stream = await LiveAsync(segments: 1);
        var task = (await stream.StartAsync()).Value.Task;
        stream.Arrive(2);

        await stream.RestartAsync();
        stream.Arrive(2);
        await stream.StopAsync(task.Id);

        stream.PiecesOf(task.Id).ShouldHaveSingleItem();
        stream.PicturesOf(task.Id).ShouldBe(PicturesFrom(stream, 0, until: 5) - PicturesBeforeLastKeyframe(stream, 0));
    }

    [Fact]
    public async Task A_task_ends_by_itself_exactly_at_its_time()
    {
        await using var stream = await LiveAsync(segments: 1);
        var task = (await stream.StartAsync(minutes: 0.1)).Value.Task;

        stream.Arrive(5);

        await Eventually.TrueAsync(() => scene.FindTask(task.Id)!.State == RecordingTaskState.Finalising, "the task ended");
        var piece = stream.PiecesOf(task.Id).ShouldHaveSingleItem();
        (piece.StartsAt + piece.Duration).ShouldBeInRange(task.EndsAt, task.EndsAt.AddSeconds(0.6));
    }

    [Fact]
    public async Task An_auto_record_path_goes_on_at_the_same_keyframe_without_losing_or_doubling_a_picture()
    {
        await using var stream = await LiveAsync(segments: 1, record: true);
        var first = (await stream.StartAsync(minutes: 0.1, trigger: RecordingTrigger.Auto)).Value.Task;

        stream.Arrive(5);
        await Eventually.TrueAsync(() => stream.Active.Of(stream.Stream.Id) is { } now && now.Id != first.Id, "the next task runs");
        var second = stream.Active.Of(stream.Stream.Id)!;
        stream.Arrive(2);
        await stream.StopAsync(second.Id);

        (stream.PicturesOf(first.Id) + stream.PicturesOf(second.Id)).ShouldBe(PicturesFrom(stream, 0, until: 8));
        second.EndsAt.ShouldBe(second.StartedAt.AddMinutes(30));
    }

    [Fact]
    public async Task A_queue_that_fails_does_not_keep_a_task_from_being_stopped()
    {
        await using var stream = await LiveAsync(segments: 1);
        var task = (await stream.StartAsync()).Value.Task;
        stream.Arrive();
        scene.QueueFailure = new IOException("The job store is locked.");

        var stopped = await stream.StopAsync(task.Id);

        stopped.Value.State.ShouldBe("finalising");
        stream.Active.All.ShouldBeEmpty();
        stream.PicturesOf(task.Id).ShouldBeGreaterThan(0);
        await ShouldBeSweptAsync(task.Id);
    }

    [Fact]
    public async Task A_queue_that_fails_does_not_take_its_media_from_the_next_task_of_an_auto_record_path()
    {
        await using var stream = await LiveAsync(segments: 1, record: true);
        var first = (await stream.StartAsync(minutes: 0.1, trigger: RecordingTrigger.Auto)).Value.Task;
        scene.QueueFailure = new IOException("The job store is locked.");

        stream.Arrive(5);
        await Eventually.TrueAsync(() => stream.Active.Of(stream.Stream.Id) is { } now && now.Id != first.Id, "the next task runs");
        var second = stream.Active.Of(stream.Stream.Id)!;
        stream.Arrive(2);
        await stream.StopAsync(second.Id);

        scene.QueueFailure.ShouldBeNull();
        (stream.PicturesOf(first.Id) + stream.PicturesOf(second.Id)).ShouldBe(PicturesFrom(stream, 0, until: 8));
        scene.FindTask(second.Id)!.State.ShouldBe(RecordingTaskState.Finalising);
        await ShouldBeSweptAsync(first.Id);
    }

    [Fact]
    public async Task An_auto_recording_that_a_person_stopped_stays_stopped_until_the_source_comes_back()
    {
        await using var stream = await LiveAsync(segments: 1, record: true);
        var auto = stream.Auto();
        await auto.StartDueAsync(Scene.Ct);
        auto.Pause(stream.Active.Workers[0]);
        await stream.Active.StopAsync(stream.Stream.Id, Scene.Ct);

        await auto.StartDueAsync(Scene.Ct);
        stream.Active.All.ShouldBeEmpty();
        stream.EndRun("closed");
        await stream.BeginRunAsync(TwentySeconds, "run-2");
        stream.Arrive();
        await auto.StartDueAsync(Scene.Ct);

        var again = stream.Active.All.ShouldHaveSingleItem();
        stream.PicturesOf(again.Id).ShouldBe(PicturesFrom(stream, 0, until: 1));
    }

    [Fact]
    public async Task Switching_auto_record_off_ends_its_task()
    {
        await using var stream = await LiveAsync(segments: 1, record: true);
        var auto = stream.Auto();
        await auto.StartDueAsync(Scene.Ct);
        var task = stream.Active.Of(stream.Stream.Id).ShouldNotBeNull();

        stream.Stream.Path = StreamPath.Create(new StreamSettings("door", null, null, 0, true, false, false, 0, null), scene.Clock.GetUtcNow());
        stream.Arrive();

        await Eventually.TrueAsync(() => scene.FindTask(task.Id)!.State == RecordingTaskState.Finalising, "the task ended");
        await auto.StartDueAsync(Scene.Ct);
        stream.Active.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recordings_on_another_file_system_are_copied_whole()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no second file system to try it on.");
        await using var stream = await LiveAsync(segments: 1, ringFolder: $"/dev/shm/bm-test-{Guid.NewGuid():N}");
        var task = (await stream.StartAsync()).Value.Task;

        stream.Arrive(3);
        await stream.StopAsync(task.Id);
        stream.Arrive();

        stream.PicturesOf(task.Id).ShouldBe(PicturesFrom(stream, 0, until: 4) - PicturesBeforeLastKeyframe(stream, 0));
    }

    [Fact]
    public async Task A_copy_of_an_end_that_a_crash_took_back_is_made_again()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no second file system to try it on.");
        await using var stream = await LiveAsync(segments: 1, ringFolder: $"/dev/shm/bm-test-{Guid.NewGuid():N}");
        var task = (await stream.StartAsync()).Value.Task;
        stream.Arrive(2);

        var keyframe = stream.Stream.Ring.Fragments.Last(f => f.IsKeyframe);
        await new ClaimFolder(scene.Store.TaskFolder(task.Id)).CopyAsync(keyframe.Segment, keyframe.Offset, Scene.Ct);
        await stream.RestartAsync();
        stream.Arrive(2);
        await stream.StopAsync(task.Id);

        keyframe.Offset.ShouldBeGreaterThan(keyframe.Segment.Fragments[0].Offset);
        stream.PicturesOf(task.Id).ShouldBe(PicturesFrom(stream, 0, until: 5) - PicturesBeforeLastKeyframe(stream, 0));
    }

    [Fact]
    public async Task The_ring_is_held_until_a_segment_has_its_second_name()
    {
        await using var stream = await LiveAsync(segments: 1);
        var task = (await stream.StartAsync()).Value.Task;
        stream.Arrive(6);

        RingCleanJob.Clean(stream.Stream.Ring, scene.Clock.GetUtcNow());
        stream.Arrive();
        await stream.StopAsync(task.Id);

        stream.PiecesOf(task.Id).ShouldHaveSingleItem().Fragments.Select(f => f.File).Distinct().Count().ShouldBe(8);
    }

    private async Task ShouldBeSweptAsync(Guid taskId)
    {
        await new RecordingSweepJob(scene, scene.Store, scene).RunAsync(JobRun.Silent, Scene.Ct);
        scene.Enqueued.ShouldContain(("FinaliseRecordingJob", taskId.ToString("N")));
    }

    private async Task<StreamScene> LiveAsync(int segments, int preRoll = 0, bool record = false, string? ringFolder = null)
    {
        var stream = StreamScene.Create(scene, ringFolder, preRoll, record);
        await stream.BeginRunAsync(TwentySeconds, "run-1");
        stream.Arrive(segments);
        return stream;
    }

    private static int PicturesFrom(StreamScene stream, int segment, int until) =>
        Fragments(stream).Where(f => f.Segment.Number >= segment && f.Segment.Number < until).Sum(Pictures);

    /// <summary>Of a segment: what stands before the last keyframe in it.</summary>
    private static int PicturesBeforeLastKeyframe(StreamScene stream, int segment)
    {
        var fragments = Fragments(stream).Where(f => f.Segment.Number == segment).ToList();
        return fragments.TakeWhile(f => f != fragments.Last(k => k.IsKeyframe)).Sum(Pictures);
    }

    private static IEnumerable<RingFragment> Fragments(StreamScene stream) => stream.Stream.Ring.Runs.First(r => r.Id == stream.RunId).Fragments;

    private static int Pictures(RingFragment fragment) => fragment.TrackOf(fragment.Segment.Run.Init!.Video!.Id)?.Samples ?? 0;
}

[OnPostgres]
public sealed class RecordingWorkerOnPostgresTests : RecordingWorkerTests;
