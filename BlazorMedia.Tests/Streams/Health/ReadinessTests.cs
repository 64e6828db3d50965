using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Health;

public sealed class ReadinessTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly Readiness readiness = new();

    [Fact]
    public void The_first_check_that_passes_makes_it_ready()
    {
        Look(0, passes: false).ShouldBeFalse();

        Look(5, passes: true).ShouldBeTrue();

        readiness.Since.ShouldBe(Start.AddSeconds(5));
    }

    [Fact]
    public void Three_failed_slow_checks_in_a_row_make_it_not_ready()
    {
        Look(0, passes: true);

        for (var second = 5; second < 90; second += 5) Look(second, passes: false).ShouldBeTrue($"after {second} s");

        Look(90, passes: false).ShouldBeFalse();
        readiness.Since.ShouldBe(Start.AddSeconds(90));
    }

    [Fact]
    public void A_success_in_between_forgives_what_failed_before()
    {
        Look(0, passes: true);
        Look(30, passes: false);
        Look(60, passes: false);

        Look(90, passes: true);
        Look(120, passes: false);
        Look(150, passes: false).ShouldBeTrue();

        readiness.Since.ShouldBe(Start);
    }

    [Fact]
    public void What_is_switched_off_is_not_ready_at_once()
    {
        Look(0, passes: true);

        readiness.Look(passes: false, isWanted: false, Start.AddSeconds(5), TimeSpan.FromSeconds(30));

        readiness.IsReady.ShouldBeFalse();
    }

    private bool Look(double second, bool passes)
    {
        readiness.Look(passes, isWanted: true, Start.AddSeconds(second), TimeSpan.FromSeconds(30));
        return readiness.IsReady;
    }
}
