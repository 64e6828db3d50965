using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams;

public sealed class StreamSettingsTests
{
    [Theory]
    [InlineData("door")]
    [InlineData("garden/north-2")]
    [InlineData("a_b.c~d")]
    public void A_name_may_hold_the_characters_of_an_address(string name) => StreamName.Check(name).ShouldBeNull();

    [Theory]
    [InlineData("", "streams.name_missing")]
    [InlineData("a b", "streams.name_invalid")]
    [InlineData("../etc", "streams.name_invalid")]
    [InlineData("a..b", "streams.name_invalid")]
    [InlineData("/a", "streams.name_invalid")]
    [InlineData("a//b", "streams.name_invalid")]
    [InlineData("a/.", "streams.name_invalid")]
    [InlineData("камера", "streams.name_invalid")]
    [InlineData("a\n", "streams.name_invalid")]
    public void Any_other_name_is_refused(string name, string code) => StreamName.Check(name)!.Code.ShouldBe(code);

    [Fact]
    public void All_mistakes_of_a_form_are_said_at_once()
    {
        var settings = new StreamSettings("a b", new string('x', 201), new string('x', 101), 1_000_000, true, false, false, -1, new string('x', 4001));

        settings.Check(60).Select(r => r.Field).ShouldBe(["name", "displayName", "groupName", "notes", "order", "preRollSeconds"], ignoreOrder: true);
    }

    [Fact]
    public void A_pre_roll_longer_than_the_ring_is_refused_because_it_could_not_be_kept() =>
        new StreamSettings("a", null, null, 0, true, false, false, 61, null).Check(60).Single().Code.ShouldBe("streams.pre_roll_beyond_ring");
}
