using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Events;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Tests.Streams;

public sealed class StreamEventRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Door = Guid.NewGuid();

    private readonly StreamEventRules rules = new();

    [Fact]
    public void Pictures_are_news_once()
    {
        rules.Take(At(0, StreamMove.Live)).ShouldNotBeNull();

        rules.Take(At(60, StreamMove.Live)).ShouldBeNull();
    }

    [Fact]
    public void A_stream_that_never_was_ready_cannot_stop_being_ready()
    {
        rules.Take(At(0, StreamMove.Down, "refused")).ShouldBeNull();
        rules.Take(At(1, StreamMove.Deleted)).ShouldBeNull();

        rules.NextDue.ShouldBeNull();
    }

    [Fact]
    public void A_stream_that_stays_away_is_told_with_the_first_moment_and_reason()
    {
        rules.Take(At(0, StreamMove.Live));

        rules.Take(At(10, StreamMove.Down, "closed")).ShouldBeNull();
        rules.Take(At(11, StreamMove.Down, "refused")).ShouldBeNull();

        rules.TakeDue(Start.AddSeconds(11.9)).ShouldBeEmpty();
        rules.NextDue.ShouldBe(Start.AddSeconds(12));
        var told = rules.TakeDue(Start.AddSeconds(12)).ShouldHaveSingleItem();
        (told.At, told.Status.Reason).ShouldBe((Start.AddSeconds(10), "closed"));
        rules.TakeDue(Start.AddSeconds(60)).ShouldBeEmpty();
        rules.Take(At(61, StreamMove.Live)).ShouldNotBeNull();
    }

    [Fact]
    public void A_reconnect_by_our_own_wish_that_fails_is_told_with_why_it_failed()
    {
        rules.Take(At(0, StreamMove.Live));

        rules.Take(At(10, StreamMove.Down));
        rules.Take(At(11, StreamMove.Down, "refused"));

        var told = rules.TakeDue(Start.AddSeconds(12)).ShouldHaveSingleItem();
        (told.At, told.Status.Reason).ShouldBe((Start.AddSeconds(10), "refused"));
    }

    [Fact]
    public void A_stream_that_is_back_at_once_was_never_away()
    {
        rules.Take(At(0, StreamMove.Live));
        rules.Take(At(10, StreamMove.Down, "closed"));

        rules.Take(At(11, StreamMove.Live)).ShouldBeNull();

        rules.TakeDue(Start.AddSeconds(60)).ShouldBeEmpty();
    }

    [Fact]
    public void A_stall_is_told_at_once_and_what_follows_it_is_not_told_again()
    {
        rules.Take(At(0, StreamMove.Live));

        rules.Take(At(10, StreamMove.Stalled)).ShouldNotBeNull().Move.ShouldBe(StreamMove.Stalled);
        rules.Take(At(11, StreamMove.Down, "stalled")).ShouldBeNull();

        rules.TakeDue(Start.AddSeconds(60)).ShouldBeEmpty();
        rules.Take(At(61, StreamMove.Live)).ShouldNotBeNull().Move.ShouldBe(StreamMove.Live);
    }

    [Fact]
    public void What_was_live_before_the_app_restarted_is_no_news_but_its_end_is()
    {
        rules.Take(At(0, StreamMove.Adopted)).ShouldBeNull();
        rules.Take(At(1, StreamMove.Live)).ShouldBeNull();

        rules.Take(At(2, StreamMove.Down, "closed"));

        rules.TakeDue(Start.AddSeconds(4)).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_deleted_stream_that_was_ready_is_told_at_once_and_only_once()
    {
        rules.Take(At(0, StreamMove.Live));
        rules.Take(At(1, StreamMove.Down, "closed"));

        rules.Take(At(2, StreamMove.Deleted)).ShouldNotBeNull();

        rules.TakeDue(Start.AddSeconds(60)).ShouldBeEmpty();
    }

    private static StreamChange At(double seconds, StreamMove move, string? reason = null) =>
        new(move, Door, "door", new StreamStatus(move == StreamMove.Live ? StreamState.Live : StreamState.Offline, reason, Start), Start.AddSeconds(seconds));
}
