using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Health;

public sealed class SpanRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Door = Guid.NewGuid();

    private readonly SpanRules rules = new();

    [Fact]
    public void A_state_that_lasts_a_second_is_written_with_its_beginning()
    {
        rules.Take(At(0, StreamState.Live)).ShouldBeNull();

        rules.NextDue.ShouldBe(Start.AddSeconds(1));
        rules.TakeDue(Start.AddSeconds(0.9)).ShouldBeEmpty();
        rules.TakeDue(Start.AddSeconds(1)).ShouldHaveSingleItem().At.ShouldBe(Start);
        rules.NextDue.ShouldBeNull();
    }

    [Fact]
    public void A_flap_of_less_than_a_second_leaves_no_trace()
    {
        Settle(At(0, StreamState.Live));

        rules.Take(At(10, StreamState.Connecting));
        rules.Take(At(10.4, StreamState.Live)).ShouldBeNull();

        rules.TakeDue(Start.AddSeconds(60)).ShouldBeEmpty();
    }

    [Fact]
    public void What_follows_a_flap_begins_with_the_flap()
    {
        Settle(At(0, StreamState.Live));

        rules.Take(At(10, StreamState.Stalled, "stalled"));
        rules.Take(At(10.3, StreamState.Offline, "closed"));

        var written = rules.TakeDue(Start.AddSeconds(60)).ShouldHaveSingleItem();
        (written.State, written.At).ShouldBe((StreamState.Offline, Start.AddSeconds(10)));
    }

    [Fact]
    public void A_camera_that_is_away_is_one_stretch_however_often_it_is_tried()
    {
        Settle(At(0, StreamState.Offline, "timeout"));

        for (var tries = 0; tries < 100; tries++)
        {
            rules.Take(At(10 + (tries * 40), StreamState.Connecting, "timeout")).ShouldBeNull();
            rules.Take(At(30 + (tries * 40), StreamState.Offline, "timeout")).ShouldBeNull();
        }

        rules.TakeDue(Start.AddDays(1)).ShouldBeEmpty();
        rules.Take(At(9000, StreamState.Offline, "refused"));
        rules.TakeDue(Start.AddDays(1)).ShouldHaveSingleItem().Reason.ShouldBe("refused");
    }

    [Fact]
    public void Two_changes_more_than_a_second_apart_are_both_written_in_their_order()
    {
        rules.Take(At(0, StreamState.Connecting, "starting"));

        rules.Take(At(2, StreamState.Live))!.State.ShouldBe(StreamState.Connecting);

        rules.TakeDue(Start.AddSeconds(3)).ShouldHaveSingleItem().State.ShouldBe(StreamState.Live);
    }

    private static SpanMove At(double seconds, StreamState state, string? reason = null) => new(Door, state, reason, Start.AddSeconds(seconds));

    private void Settle(SpanMove move)
    {
        rules.Take(move);
        rules.TakeDue(move.At + SpanRules.Least).ShouldHaveSingleItem();
    }
}
