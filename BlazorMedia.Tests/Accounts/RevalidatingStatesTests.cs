using System.Reflection;
using System.Security.Claims;
using BlazorMedia.Web.Features.Accounts.SignIn;
using BlazorMedia.Web.Platform.Live;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Accounts;

public sealed class RevalidatingStatesTests
{
    [Fact]
    public async Task An_open_page_outlives_a_short_outage_of_the_database_and_not_a_long_one()
    {
        // Without a database every question throws, as it does while it is away.
        await using var services = new ServiceCollection().AddOptions().BuildServiceProvider();
        using var states = new RevalidatingStates(NullLoggerFactory.Instance, services, new LiveTopics(NullLogger<LiveTopics>.Instance));
        var ask = typeof(RevalidatingStates).GetMethod("ValidateAuthenticationStateAsync", BindingFlags.Instance | BindingFlags.NonPublic)!
            .CreateDelegate<Func<AuthenticationState, CancellationToken, Task<bool>>>(states);
        var ada = new AuthenticationState(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "1"), new("AspNet.Identity.SecurityStamp", "stamp")], "test")));

        List<bool> answers = [];
        for (var i = 0; i < RevalidatingStates.MaxUnanswered; i++) answers.Add(await ask(ada, TestContext.Current.CancellationToken));

        answers.SkipLast(1).ShouldAllBe(stays => stays);
        answers[^1].ShouldBeFalse();
    }
}
