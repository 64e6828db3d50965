using BlazorMedia.Web.Platform.Commands;

namespace BlazorMedia.Tests.Platform.Commands;

public sealed class CommandArgumentsTests
{
    private const string Usage = "FILE [--name NAME] [--yes]";

    [Fact]
    public void A_value_follows_its_option_or_stands_behind_an_equals_sign()
    {
        new CommandArguments(["--name", "door"], Usage).Find("name").ShouldBe("door");
        new CommandArguments(["--name=door=2"], Usage).Find("name").ShouldBe("door=2");
    }

    [Fact]
    public void A_flag_does_not_swallow_the_word_behind_it()
    {
        var words = new CommandArguments(["--yes", "old.zip"], Usage);

        words.Has("yes").ShouldBeTrue();
        words.RequireOnlyPlain("FILE").ShouldBe("old.zip");
    }

    [Fact]
    public void An_option_that_the_usage_does_not_name_is_a_mistake() =>
        Should.Throw<CommandMistakeException>(() => new CommandArguments(["--force"], Usage)).Message.ShouldBe("There is no option --force.");

    [Fact]
    public void What_is_missing_or_too_much_is_said()
    {
        Should.Throw<CommandMistakeException>(() => new CommandArguments([], Usage).RequireOnlyPlain("FILE")).Message.ShouldBe("FILE is missing.");
        Should.Throw<CommandMistakeException>(() => new CommandArguments(["a", "b"], Usage).RequireOnlyPlain("FILE")).Message.ShouldContain("'b'");
        Should.Throw<CommandMistakeException>(() => new CommandArguments(["--name"], Usage).Require("name")).Message.ShouldBe("--name is missing.");
    }

    [Theory]
    [InlineData("backup", true)]
    [InlineData("help", true)]
    [InlineData("--help", true)]
    [InlineData("--version", true)]
    [InlineData("--urls", false)]
    public void What_begins_with_a_setting_starts_the_app(string word, bool isCommand) => CommandLine.IsCommand([word, "x"]).ShouldBe(isCommand);
}
