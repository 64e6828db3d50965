using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Platform.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class UserCommandTests(AppFixture app) : IClassFixture<AppFixture>
{
    private readonly string email = $"{Guid.NewGuid():N}@example.com";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_added_at_the_console_gets_a_link_that_works_and_the_audit_says_console()
    {
        var said = await RunAsync("user add", "--email", email, "--role", "viewer", "--name", "Ada", "--url", "https://media.example.org/");
        var link = said[said.IndexOf("https://media.example.org/account/", StringComparison.Ordinal)..].Trim();
        using var browser = app.CreateClient();

        using var accepted = await browser.OpenLinkAsync(new Uri(link).PathAndQuery);

        accepted.ShouldRedirectTo("/");
        (await app.LinesAsync(email))[0].ActorKind.ShouldBe(ActorKind.Console);
    }

    [Fact]
    public async Task A_password_comes_from_a_file_without_its_last_line_end()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "password");
        await File.WriteAllTextAsync(file, "the first password\n", Ct);
        await RunAsync("user add", "--email", email, "--role", "viewer", "--password-file", file);
        await File.WriteAllTextAsync(file, "the second password\n", Ct);

        var said = await RunAsync("user reset", "--email", email, "--password-file", file);

        said.ShouldNotContain("password");
        (await app.CreateClient().SendPasswordAsync(email, "the second password")).ShouldRedirectTo("/");
        (await app.LinesAsync(email)).Select(l => l.Action).ShouldBe(["accounts.user_created", "accounts.password_set", "accounts.signed_in"]);
    }

    [Fact]
    public async Task The_second_factor_is_reset_at_the_console()
    {
        var (id, address) = await app.AddPersonAsync(change: u => u.TwoFactorEnabled = true);

        await RunAsync("user reset", "--email", address, "--totp");

        (await app.PersonAsync(id)).TwoFactorEnabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("user add", "--role is missing.", "--email", "x@example.com")]
    [InlineData("user add", "The role is one of admin, operator, viewer, member.", "--email", "x@example.com", "--role", "king")]
    [InlineData("user add", "There is no file nowhere.", "--email", "x@example.com", "--role", "viewer", "--password-file", "nowhere")]
    [InlineData("user reset", "Say what to reset: --totp, --password-file FILE or --link.", "--email", "x@example.com")]
    [InlineData("user reset", "There is no account with the address x@example.com.", "--email", "x@example.com", "--totp")]
    public async Task A_mistake_is_said_in_a_sentence(string command, string sentence, params string[] words) =>
        (await Should.ThrowAsync<CommandMistakeException>(() => RunAsync(command, words))).Message.ShouldBe(sentence);

    private async Task<string> RunAsync(string name, params string[] words)
    {
        var command = app.Services.GetServices<ConsoleCommand>().Single(c => c.Name == name);
        await using var scope = app.Services.CreateAsyncScope();
        using var console = new StringWriter();
        (await command.RunAsync(scope.ServiceProvider, new CommandArguments(words), console, Ct)).ShouldBe(0);
        return console.ToString();
    }
}
