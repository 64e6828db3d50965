using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.AppTokens;
using BlazorMedia.Web.Platform.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class KeyCommandTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_made_at_the_console_and_printed_alone()
    {
        var secret = (await RunAsync("key create", "--name", "from console", "--scopes", "streams:read, jobs", "--user", AppFixture.AdminEmail, "--expires-days", "7")).Trim();

        await using var db = app.CreateDb();
        var row = await db.Set<ApiKey>().SingleAsync(k => k.Name == "from console", Ct);
        row.Hash.ShouldBe(ApiKey.HashOf(secret));
        row.Scopes.ShouldBe("jobs,streams:read");
        row.ExpiresAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("--scopes", "jobs")]
    [InlineData("--name", "x")]
    [InlineData("--name", "x", "--scopes", "nonsense")]
    [InlineData("--name", "x", "--scopes", "jobs", "--expires-days", "many")]
    [InlineData("--name", "x", "--scopes", "jobs", "--user", "nobody@example.org")]
    public async Task A_wrong_key_command_says_what_to_change(params string[] words) =>
        (await Should.ThrowAsync<CommandMistakeException>(() => RunAsync("key create", words))).Message.ShouldEndWith(".");

    [Fact]
    public async Task A_token_is_signed_at_the_console()
    {
        var pair = (await app.Services.GetRequiredService<AppTokenPairs>().CreateAsync(new("c", "console-app", "short"), Ct)).Value;

        var token = (await RunAsync("token", "--app-id", pair.App.AppId, "--minutes", "5", "--sub", "me", "--name", "Me")).Trim();

        var check = await app.Services.GetRequiredService<AppTokens>().CheckAsync(token, null, Ct);
        (check.Token!.Subject, check.Token.Name).ShouldBe(("me", "Me"));
        (check.Token.ExpiresAt - check.Token.NotBefore).ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("--app-id", "nobody")]
    [InlineData("--app-id", "console-app", "--minutes", "0")]
    [InlineData("--minutes", "5")]
    public async Task A_wrong_token_command_says_what_to_change(params string[] words) =>
        (await Should.ThrowAsync<CommandMistakeException>(() => RunAsync("token", words))).Message.ShouldEndWith(".");

    private async Task<string> RunAsync(string name, params string[] words)
    {
        var command = app.Services.GetServices<ConsoleCommand>().Single(c => c.Name == name);
        await using var scope = app.Services.CreateAsyncScope();
        using var output = new StringWriter();
        (await command.RunAsync(scope.ServiceProvider, new CommandArguments(words), output, Ct)).ShouldBe(0);
        return output.ToString();
    }
}
