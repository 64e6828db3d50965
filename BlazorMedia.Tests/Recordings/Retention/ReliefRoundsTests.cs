using BlazorMedia.Web.Features.Recordings.Retention;

namespace BlazorMedia.Tests.Recordings.Retention;

/// <summary>Where removing gives back no space, not everything is removed.</summary>
public sealed class ReliefRoundsTests
{
    private readonly ReliefRounds rounds = new();
    private DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_a_round_the_next_waits_until_half_of_the_space_is_there()
    {
        rounds.MayGo(100, now).ShouldBeTrue();
        rounds.Note(100, 50, now);

        rounds.MayGo(124, now).ShouldBeFalse();
        rounds.MayGo(125, now).ShouldBeTrue();
    }

    [Fact]
    public void After_two_rounds_in_vain_no_more_is_removed_until_the_space_comes()
    {
        for (var i = 0; i < 2; i++)
        {
            rounds.MayGo(100, now).ShouldBeTrue();
            rounds.Note(100, 50, now);
            rounds.IsUseless(now).ShouldBeFalse();
            now += TimeSpan.FromSeconds(60);
        }

        rounds.MayGo(100, now).ShouldBeFalse();
        rounds.IsUseless(now).ShouldBeTrue();

        rounds.MayGo(130, now).ShouldBeTrue();
        rounds.IsUseless(now).ShouldBeFalse();
    }
}
