namespace BlazorMedia.Tests.Support;

public sealed class TestClockTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void A_periodic_timer_fires_as_often_as_it_falls_due()
    {
        List<DateTimeOffset> fired = [];
        var start = clock.GetUtcNow();
        using var timer = clock.CreateTimer(_ => fired.Add(clock.GetUtcNow()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(5));

        fired.ShouldBe([start.AddSeconds(1), start.AddSeconds(3), start.AddSeconds(5)]);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_has_moved_that_far()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromMinutes(4));
        var early = delay.IsCompleted;
        clock.Advance(TimeSpan.FromMinutes(1));

        early.ShouldBeFalse();
        await delay;
    }

    [Fact]
    public void A_jump_fires_nothing_on_the_way()
    {
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        clock.JumpTo(clock.GetUtcNow().AddHours(1));

        fired.ShouldBe(0);
    }
}
