using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.Setup;

namespace BlazorMedia.Tests.Accounts;

public sealed class SetupTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/streams")]
    [InlineData("/account/login")]
    [InlineData("/nothing-here")]
    public async Task Without_users_every_page_leads_to_the_first_run_page(string path)
    {
        await using var server = await FreshServer.StartAsync();
        using var browser = server.CreateClient();

        using var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);

        answer.ShouldRedirectTo("/first-run");
    }

    [Fact]
    public async Task Without_users_a_program_is_told_so_but_a_configured_key_passes()
    {
        await using var server = await FreshServer.StartAsync();
        using var stranger = server.CreateClient();
        using var program = server.CreateApiClient();

        using var told = await stranger.GetAsync("/api/v1/nothing", TestContext.Current.CancellationToken);
        using var passed = await program.GetAsync("/api/v1/nothing", TestContext.Current.CancellationToken);

        await told.ShouldBeRefusedAsync(HttpStatusCode.ServiceUnavailable, "accounts.first_run");
        passed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_right_code_creates_the_administrator_signs_in_and_closes_the_page()
    {
        await using var server = await FreshServer.StartAsync();
        using var browser = server.CreateClient();

        using var created = await FreshServer.SetUpAsync(browser, server.Code.Current.ToLowerInvariant(), "ann@example.com");
        using var home = await browser.GetAsync("/", TestContext.Current.CancellationToken);
        using var again = await browser.GetAsync("/first-run", TestContext.Current.CancellationToken);

        created.ShouldRedirectTo("/");
        home.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        server.Administrators().ShouldBe(["ann@example.com"]);
    }

    [Fact]
    public async Task A_wrong_code_creates_nobody()
    {
        await using var server = await FreshServer.StartAsync();
        using var browser = server.CreateClient();

        using var answer = await FreshServer.SetUpAsync(browser, "AAAA-AAAA-AAAA", "ann@example.com");

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("not the code");
        server.Administrators().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ann@example.com", "short", "short", "at least 10")]
    [InlineData("ann@example.com", "long enough it is", "something else", "not the same")]
    [InlineData("no address", "long enough it is", "long enough it is", "name@example.com")]
    public async Task Bad_input_is_refused_with_a_sentence_on_the_field(string email, string password, string confirmation, string sentence)
    {
        await using var server = await FreshServer.StartAsync();
        using var browser = server.CreateClient();

        using var answer = await FreshServer.SetUpAsync(browser, server.Code.Current, email, password, confirmation);

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(sentence);
        server.Administrators().ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_at_once_one_becomes_the_administrator()
    {
        await using var server = await FreshServer.StartAsync();
        using var one = server.CreateClient();
        using var two = server.CreateClient();

        var answers = await Task.WhenAll(
            FreshServer.SetUpAsync(one, server.Code.Current, "one@example.com"), FreshServer.SetUpAsync(two, server.Code.Current, "two@example.com"));

        answers.Count(a => a.Headers.Location is not null).ShouldBe(1);
        server.Administrators().Count.ShouldBe(1);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Ten_wrong_tries_change_the_code()
    {
        await using var server = await FreshServer.StartAsync();
        var first = server.Code.Current;

        for (var i = 0; i < SetupCode.MaxTries; i++) server.Code.Accepts("wrong").ShouldBeFalse();

        server.Code.Current.ShouldNotBe(first);
        server.Code.Accepts(first).ShouldBeFalse();
        server.Code.Accepts(server.Code.Current.Replace("-", " ", StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_configuration_can_name_the_first_administrator()
    {
        await using var server = await FreshServer.StartAsync(("Accounts:FirstAdmin:Email", "root@example.com"), ("Accounts:FirstAdmin:Password", AppFixture.AdminPassword));
        using var browser = await server.SignInAsync("root@example.com");

        using var page = await browser.GetAsync("/account", TestContext.Current.CancellationToken);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Administrators().ShouldBe(["root@example.com"]);
    }
}
