using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Doors;
using BlazorMedia.Web.Features.Streams.Publish;

namespace BlazorMedia.Tests.Streams.Publish;

public sealed class PublishRulesTests
{
    [Theory]
    [InlineData("live", "door?key=abc", "door", "abc")]
    [InlineData("live/front", "door?key=abc", "front/door", "abc")]
    [InlineData("live", "front/door?user=x&key=a%2Bb", "front/door", "a+b")]
    [InlineData("live?key=abc", "door", "door", "abc")]
    [InlineData("live/", "/door", "door", null)]
    [InlineData(null, "door", "door", null)]
    public void The_path_and_its_key_are_found_wherever_a_program_cuts_the_address(string? application, string name, string path, string? key)
    {
        var address = PublishAddress.Read(application, name);

        (address.Names[0], address.Key).ShouldBe((path, key));
    }

    [Fact]
    public void A_path_that_begins_like_the_application_is_found_too() => PublishAddress.Read("cams", "north").Names.ShouldBe(["north", "cams/north"]);

    [Theory]
    [InlineData("publisher")]
    [InlineData("publish://")]
    [InlineData("publish:")]
    public void A_published_source_is_written_in_several_ways(string text)
    {
        var source = SourceAddress.Parse(text).Value;

        (source.Kind, source.Url, source.Masked, SrtDoor.Of(source)).ShouldBe((SourceKind.Publish, "publisher", "publisher", null));
    }

    [Fact]
    public void An_SRT_door_survives_being_stored_and_is_never_shown()
    {
        var source = SourceAddress.Parse(SrtDoor.SourceWith(new(9001, "abcdefghij")).Url).Value;

        SrtDoor.Of(source).ShouldBe(new SrtDoor(9001, "abcdefghij"));
        (source.Masked, source.HasSecret).ShouldBe(("publisher", true));
        SrtDoor.Of(source)!.Listener.IsListener.ShouldBeTrue();
    }

    [Theory]
    [InlineData("publisher?srt=9001&passphrase=short")]
    [InlineData("publisher?srt=0&passphrase=abcdefghij")]
    [InlineData("publisher?srt=9001&passphrase=abcdefghij&mode=caller")]
    public void A_door_that_makes_no_sense_is_no_source(string text) => SourceAddress.Parse(text).IsSuccess.ShouldBeFalse();

    [Theory]
    [InlineData(null, new int[0])]
    [InlineData("9000", new[] { 9000 })]
    [InlineData("9000-9002", new[] { 9000, 9001, 9002 })]
    [InlineData("9002-9000", new int[0])]
    public void Ports_for_SRT_are_one_or_a_range(string? text, int[] ports) => new PublishOptions { SrtPorts = text }.SrtPortList.ShouldBe(ports);

    [Fact]
    public void A_key_is_itself_only()
    {
        var secret = PublishKey.NewSecret();
        var key = new PublishKey { Hash = PublishKey.HashOf(secret) };

        secret.Length.ShouldBe(32);
        key.Is(secret).ShouldBeTrue();
        key.Is(secret + "x").ShouldBeFalse();
        key.Is("").ShouldBeFalse();
    }

    [Fact]
    public void Ten_wrong_keys_close_the_door_for_a_minute_and_for_one_address()
    {
        var clock = new TestClock();
        var wrong = new WrongTries(clock);

        for (var i = 0; i < WrongTries.Most; i++) wrong.Add("10.0.0.1");

        (wrong.AreTooMany("10.0.0.1"), wrong.AreTooMany("10.0.0.2")).ShouldBe((true, false));
        clock.Advance(TimeSpan.FromMinutes(1));
        wrong.AreTooMany("10.0.0.1").ShouldBeFalse();
    }
}
