using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Recordings;

/// <summary>Recordings that a trigger starts and ends, on a ring of real segments.</summary>
public sealed class SmartTaskTests : IDisposable
{
    private static readonly Clip TwentySeconds = new(Seconds: 20, Size: "320x180");
    private readonly Scene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task It_begins_with_the_first_check_that_counted_and_the_pre_roll_before_it()
    {
        await using var stream = await LiveAsync(segments: 6, preRoll: 2);
        See(stream, secondsAgo: 5);

        await stream.Auto().StartDueAsync(Scene.Ct);

        var task = scene.FindTask(stream.Active.RunningTaskOf(stream.Stream.Id)!.Value)!;
        var asked = scene.Clock.GetUtcNow().AddSeconds(-5 - 2);
        task.Trigger.ShouldBe(RecordingTrigger.Smart);
        task.MediaStartsAt.ShouldBeInRange(asked.AddSeconds(-1), asked); // a keyframe a second
    }

    [Fact]
    public async Task It_ends_when_the_trigger_wants_no_more_and_does_not_begin_again()
    {
        await using var stream = await LiveAsync(segments: 3);
        See(stream);
        await stream.Auto().StartDueAsync(Scene.Ct);
        stream.Arrive();

        stream.Triggers.Tell(stream.Stream.Id, rules => rules.StreamGone(scene.Clock.GetUtcNow().AddHours(-1)));
        stream.Triggers.Tell(stream.Stream.Id, rules => rules.StreamGone(scene.Clock.GetUtcNow()));
        stream.Arrive();

        await Eventually.TrueAsync(() => stream.Active.RunningTaskOf(stream.Stream.Id) is null, "the task has ended");
        await stream.Auto().StartDueAsync(Scene.Ct);
        stream.Active.RunningTaskOf(stream.Stream.Id).ShouldBeNull();
    }

    [Fact]
    public async Task When_its_time_is_over_the_next_file_follows_as_long_as_there_is_something_to_see()
    {
        await using var stream = await LiveAsync(segments: 3);
        See(stream);
        var first = (await stream.StartAsync(minutes: 0.1, trigger: RecordingTrigger.Smart)).Value.Task.Id;

        stream.Arrive(5);

        await Eventually.TrueAsync(() => stream.Active.RunningTaskOf(stream.Stream.Id) is { } next && next != first, "another task follows");
        scene.FindTask(stream.Active.RunningTaskOf(stream.Stream.Id)!.Value)!.Trigger.ShouldBe(RecordingTrigger.Smart);
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_until_the_content_is_known_to_be_gone()
    {
        await using var stream = await LiveAsync(segments: 3);
        See(stream);
        await stream.Auto().StartDueAsync(Scene.Ct);
        var task = stream.Active.RunningTaskOf(stream.Stream.Id);

        await stream.RestartAsync(() => stream.Triggers.Apply(Trigger(stream)));
        stream.Arrive();

        stream.Triggers.Of(stream.Stream.Id)!.Verdict.Phase.ShouldBe(TriggerPhase.Holding);
        stream.Active.RunningTaskOf(stream.Stream.Id).ShouldBe(task);
        stream.Triggers.Tell(stream.Stream.Id, rules => rules.Check(scene.Clock.GetUtcNow().AddSeconds(60), 0));
        stream.Arrive();
        await Eventually.TrueAsync(() => stream.Active.RunningTaskOf(stream.Stream.Id) is null, "the task has ended");
    }

    [Fact]
    public async Task A_person_who_stops_it_is_obeyed()
    {
        await using var stream = await LiveAsync(segments: 3);
        See(stream);
        await stream.Auto().StartDueAsync(Scene.Ct);

        await stream.StopAsync(stream.Active.RunningTaskOf(stream.Stream.Id)!.Value);
        See(stream);
        await stream.Auto().StartDueAsync(Scene.Ct);

        stream.Active.RunningTaskOf(stream.Stream.Id).ShouldBeNull();
        stream.Triggers.Of(stream.Stream.Id)!.Verdict.Phase.ShouldBe(TriggerPhase.Quiet);
    }

    [Fact]
    public async Task The_schedule_arms_a_path_that_is_always_recorded()
    {
        await using var stream = await LiveAsync(segments: 2, record: true);
        stream.Triggers.Apply(new StreamTrigger { StreamId = stream.Stream.Id, Schedule = "never" });

        await stream.Auto().StartDueAsync(Scene.Ct);
        stream.Active.RunningTaskOf(stream.Stream.Id).ShouldBeNull();
        stream.Triggers.Apply(new StreamTrigger { StreamId = stream.Stream.Id, Schedule = "fri 12-13" }); // which it is
        await stream.Auto().StartDueAsync(Scene.Ct);

        stream.Active.RunningTaskOf(stream.Stream.Id).ShouldNotBeNull();
    }

    [Fact]
    public async Task While_a_trigger_decides_the_path_is_not_recorded_always()
    {
        await using var stream = await LiveAsync(segments: 2, record: true);
        stream.Triggers.Apply(Trigger(stream));

        await stream.Auto().StartDueAsync(Scene.Ct);

        stream.Active.RunningTaskOf(stream.Stream.Id).ShouldBeNull();
    }

    private static StreamTrigger Trigger(StreamScene stream) => new() { StreamId = stream.Stream.Id, Kind = TriggerKind.Content, Checks = 1 };

    private void See(StreamScene stream, int secondsAgo = 0)
    {
        if (stream.Triggers.Of(stream.Stream.Id) is null) stream.Triggers.Apply(Trigger(stream));
        stream.Triggers.Tell(stream.Stream.Id, rules => rules.Check(scene.Clock.GetUtcNow().AddSeconds(-secondsAgo), 90));
    }

    private async Task<StreamScene> LiveAsync(int segments, int preRoll = 0, bool record = false)
    {
        var stream = StreamScene.Create(scene, preRoll: preRoll, record: record);
        await stream.BeginRunAsync(TwentySeconds, "20261120T120000000-a");
        stream.Arrive(segments);
        return stream;
    }
}
