using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Platform.Commands;

public sealed class CommandRunnerTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    [Fact]
    public async Task Two_words_are_one_command_and_the_person_at_the_console_acts()
    {
        var actor = Actor.System;

        var code = await RunAsync(Command("greet loudly", "--name NAME", (services, words) =>
        {
            actor = services.GetRequiredService<ActingNow>().Actor;
            output.Write(words.Require("name"));
            return 7;
        }), "greet", "loudly", "--name", "Ada");

        code.ShouldBe(7);
        output.ToString().ShouldBe("Ada");
        (actor.Kind, actor.Name).ShouldBe((ActorKind.Console, Environment.UserName));
    }

    [Fact]
    public async Task An_unknown_command_lists_the_known_ones_on_stderr()
    {
        (await RunAsync(Command("greet", "", (_, _) => 0), "grete", "--x")).ShouldBe(2);

        errors.ToString().ShouldContain("There is no command 'grete'.");
        errors.ToString().ShouldContain("greet");
        output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mistake_is_one_sentence_and_the_usage()
    {
        (await RunAsync(Command("greet", "--name NAME", (_, words) => words.Require("name").Length), "greet")).ShouldBe(2);

        errors.ToString().ShouldStartWith("--name is missing.");
        errors.ToString().ShouldContain("Usage: blazormedia greet --name NAME");
        errors.ToString().ShouldNotContain(" at ");
    }

    [Fact]
    public async Task Help_tells_of_all_commands_and_of_one()
    {
        (await RunAsync(Command("greet", "--name NAME", (_, _) => 1), "help")).ShouldBe(0);
        (await RunAsync(Command("greet", "--name NAME", (_, _) => 1), "greet", "--help")).ShouldBe(0);

        output.ToString().ShouldContain("Summary of greet");
        output.ToString().ShouldContain("Usage: blazormedia greet --name NAME");
    }

    [Fact]
    public async Task A_command_that_needs_the_data_for_itself_is_refused_while_the_app_runs()
    {
        var ran = false;
        // The lock is the running application's, as another process would see it.
        using var second = new DataDirectory(new Microsoft.Extensions.Configuration.ConfigurationManager { ["BlazorMedia:DataDirectory"] = app.DataDirectory });

        var code = await RunAsync(Command("move", "", (_, _) =>
        {
            ran = true;
            return 0;
        }) with
        { IsExclusive = true }, second, "move");

        (code, ran).ShouldBe((2, false));
        errors.ToString().ShouldContain("BlazorMedia runs on");
    }

    private static ConsoleCommand Command(string name, string usage, Func<IServiceProvider, CommandArguments, int> run) =>
        new(name, usage, $"Summary of {name}.", (services, words, _, _) => Task.FromResult(run(services, words)));

    private Task<int> RunAsync(ConsoleCommand command, params string[] words) => RunAsync(command, app.Services.GetRequiredService<DataDirectory>(), words);

    private Task<int> RunAsync(ConsoleCommand command, DataDirectory data, params string[] words)
    {
        var database = new CommandDatabase(data, app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>(), app.Services);
        var runner = new CommandRunner([command with { NeedsDatabase = false }], database, app.Services.GetRequiredService<ActingNow>(), app.Services.GetRequiredService<IServiceScopeFactory>());
        return runner.RunAsync(words, output, errors, () => { }, Stop);
    }
}
