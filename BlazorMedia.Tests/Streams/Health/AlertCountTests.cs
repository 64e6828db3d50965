using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Health;

public sealed class AlertCountTests
{
    private readonly AlertCount count = new();

    [Theory]
    [InlineData(AlertKinds.Black, 2)]
    [InlineData(AlertKinds.NoSignal, 2)]
    [InlineData(AlertKinds.Frozen, 3)]
    [InlineData(AlertKinds.FpsLow, 3)]
    public void Several_bad_looks_in_a_row_raise_an_alert(string kind, int looks)
    {
        for (var look = 1; look < looks; look++) Look(kind, HealthVerdict.Bad).Raise.ShouldBeEmpty();

        Look(kind, HealthVerdict.Bad).Raise.ShouldHaveSingleItem().Kind.ShouldBe(kind);
    }

    [Fact]
    public void A_good_look_in_between_begins_the_count_anew_and_an_unsure_one_does_not()
    {
        Look(AlertKinds.FpsLow, HealthVerdict.Bad, HealthVerdict.Bad, HealthVerdict.Well, HealthVerdict.Bad, HealthVerdict.Bad).Raise.ShouldBeEmpty();
        Look(AlertKinds.FpsLow, HealthVerdict.Unsure).Raise.ShouldBeEmpty();
        Look(AlertKinds.FpsLow, HealthVerdict.Bad).Raise.ShouldHaveSingleItem();
    }

    [Fact]
    public void Two_good_looks_in_a_row_clear_it_and_it_is_not_raised_twice()
    {
        LookOpen(AlertKinds.GopLong, HealthVerdict.Bad, HealthVerdict.Bad, HealthVerdict.Bad, HealthVerdict.Bad).Raise.ShouldBeEmpty();
        LookOpen(AlertKinds.GopLong, HealthVerdict.Well).Clear.ShouldBeEmpty();
        LookOpen(AlertKinds.GopLong, HealthVerdict.Well).Clear.ShouldBe([AlertKinds.GopLong]);
    }

    [Fact]
    public void What_nobody_checks_any_more_is_cleared_at_once() => LookOpen(AlertKinds.Black, HealthVerdict.Unchecked).Clear.ShouldBe([AlertKinds.Black]);

    private AlertMoves Look(string kind, params HealthVerdict[] verdicts) => Look(kind, [], verdicts);

    private AlertMoves LookOpen(string kind, params HealthVerdict[] verdicts) => Look(kind, [kind], verdicts);

    private AlertMoves Look(string kind, string[] open, HealthVerdict[] verdicts) => verdicts.Select(v => count.Look([new(kind, v)], open)).ToList()[^1];
}
