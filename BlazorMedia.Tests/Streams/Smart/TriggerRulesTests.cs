using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Smart;

/// <summary>The state machine alone: scores and instants in, verdicts out. A check every five seconds.</summary>
public sealed class TriggerRulesTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly StreamTrigger content = new() { Kind = TriggerKind.Content, StartScore = 20, StopScore = 10, Checks = 3, HoldSeconds = 10, CheckSeconds = 5 };
    private readonly StreamTrigger device = new() { Kind = TriggerKind.Device, StartScore = 60, StopScore = 5, Checks = 3, HoldSeconds = 10, CheckSeconds = 5 };

    [Fact]
    public void Content_starts_after_checks_in_a_row_and_from_the_first_of_them()
    {
        var rules = After(content, 50, 5, 20, 30);
        rules.Verdict.ShouldBe(new TriggerVerdict(TriggerPhase.Counting, 2, 50));

        rules.Check(At(4), 20);

        rules.Verdict.Wants.ShouldBeTrue();
        rules.Verdict.From.ShouldBe(At(2));
    }

    [Fact]
    public void One_grey_picture_in_between_begins_the_count_anew() => After(content, 90, 90, 19, 90, 90).Verdict.Phase.ShouldBe(TriggerPhase.Counting);

    [Fact]
    public void Content_ends_only_when_it_has_been_gone_for_the_hold_time()
    {
        var rules = After(content, 50, 50, 50, 9, 12, 9, 9);
        (rules.Verdict.Phase, rules.Verdict.GoneSince).ShouldBe((TriggerPhase.Holding, At(5)));

        rules.Check(At(7), 0);

        rules.Verdict.ShouldBe(new TriggerVerdict(TriggerPhase.Watching));
    }

    [Fact]
    public void A_source_that_stays_away_ends_content_after_the_hold_time_and_one_that_comes_back_does_not()
    {
        var back = After(content, 50, 50, 50);
        back.StreamGone(At(3));
        back.Check(At(4), 60);
        back.StreamGone(At(6));
        back.Verdict.Wants.ShouldBeTrue();

        back.StreamGone(At(8));

        back.Verdict.Phase.ShouldBe(TriggerPhase.Watching);
    }

    [Fact]
    public void After_a_stop_by_hand_it_stays_quiet_until_the_content_has_gone_once()
    {
        var rules = After(content, 50, 50, 50);
        rules.StoppedByHand();
        for (var i = 3; i < 10; i++) rules.Check(At(i), 50);
        rules.Verdict.Phase.ShouldBe(TriggerPhase.Quiet);

        for (var i = 10; i < 13; i++) rules.Check(At(i), 0);
        rules.Verdict.Phase.ShouldBe(TriggerPhase.Watching);
        for (var i = 13; i < 16; i++) rules.Check(At(i), 50);

        rules.Verdict.From.ShouldBe(At(13));
    }

    [Fact]
    public void A_stop_by_hand_while_there_is_nothing_to_see_silences_nothing()
    {
        var rules = After(content, 0, 0);

        rules.StoppedByHand();

        rules.Verdict.Phase.ShouldBe(TriggerPhase.Watching);
    }

    [Fact]
    public void Disarming_ends_what_it_started_and_arming_begins_from_nothing()
    {
        var rules = After(content, 50, 50, 50);

        rules.Arm(false);
        rules.Check(At(3), 50);
        rules.Verdict.ShouldBe(new TriggerVerdict(TriggerPhase.Disarmed));
        rules.Arm(true);
        rules.Check(At(4), 50);

        rules.Verdict.ShouldBe(new TriggerVerdict(TriggerPhase.Counting, 1, 50));
    }

    [Fact]
    public void A_recording_of_before_the_restart_goes_on_while_the_content_is_there()
    {
        var there = new TriggerRules(content);
        there.Adopt(At(0));
        there.Check(At(1), 40);
        there.Verdict.Phase.ShouldBe(TriggerPhase.Recording);

        var gone = new TriggerRules(content);
        gone.Adopt(At(0));
        gone.Check(At(1), 0);
        gone.Check(At(2), 0);
        gone.Verdict.Wants.ShouldBeFalse();
    }

    [Fact]
    public void Pictures_that_somebody_else_has_measured_more_often_do_not_count_faster()
    {
        var rules = new TriggerRules(content);
        for (var i = 0; i < 10; i++) rules.Check(Zero.AddSeconds(i), 50);

        rules.Verdict.Count.ShouldBe(3); // at 0, 4 and 8 seconds
        rules.Verdict.From.ShouldBe(Zero);
    }

    [Fact]
    public void A_box_starts_by_the_sum_of_its_checks()
    {
        After(device, 20, 20, 20).Verdict.ShouldBe(new TriggerVerdict(TriggerPhase.Counting, 3, 60));
        After(device, 20, 20, 20, 1).Verdict.From.ShouldBe(At(0));
        After(device, 117, 117).Verdict.Wants.ShouldBeFalse();
    }

    [Fact]
    public void A_box_begins_anew_after_thirteen_checks_that_were_not_enough()
    {
        After(device, [.. Enumerable.Repeat(4, 12)]).Verdict.Count.ShouldBe(12);

        After(device, [.. Enumerable.Repeat(4, 13)]).Verdict.ShouldBe(new TriggerVerdict(TriggerPhase.Watching));
    }

    [Fact]
    public void A_box_without_an_input_or_without_an_answer_counts_from_nothing()
    {
        var silent = After(device, 30, 30);
        silent.Unreachable();
        var empty = After(device, 30, 30);
        empty.NoInput(At(2));

        silent.Verdict.Count.ShouldBe(0);
        empty.Verdict.Count.ShouldBe(0);
    }

    [Fact]
    public void A_box_that_does_not_answer_ends_no_recording_but_one_that_lost_its_input_does()
    {
        var rules = After(device, 40, 40, 40);
        for (var i = 3; i < 9; i++) rules.Unreachable();
        rules.Verdict.Phase.ShouldBe(TriggerPhase.Recording);

        rules.NoInput(At(9));
        rules.NoInput(At(10));
        rules.NoInput(At(11));

        rules.Verdict.Wants.ShouldBeFalse();
    }

    [Fact]
    public void A_box_whose_stream_is_gone_for_two_seconds_is_recorded_no_more()
    {
        var rules = After(device, 40, 40, 40);
        rules.StreamGone(At(3));
        rules.Verdict.Wants.ShouldBeTrue();

        rules.StreamGone(At(3).AddSeconds(2));

        rules.Verdict.Wants.ShouldBeFalse();
    }

    [Fact]
    public void Changed_numbers_are_judged_by_the_checks_that_were_made()
    {
        TriggerCheck[] checks = [.. Enumerable.Range(0, 4).Select(i => new TriggerCheck(At(i), 15))];

        TriggerRules.Replay(content, checks).Verdict.Phase.ShouldBe(TriggerPhase.Watching);
        TriggerRules.Replay(new StreamTrigger { Kind = TriggerKind.Content, StartScore = 15 }, checks).Verdict.From.ShouldBe(At(0));
    }

    private static DateTimeOffset At(int check) => Zero.AddSeconds(5 * check);

    private static TriggerRules After(StreamTrigger settings, params int[] scores) =>
        TriggerRules.Replay(settings, scores.Select((score, i) => new TriggerCheck(At(i), score)));
}
