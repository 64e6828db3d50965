using System.Security.Claims;
using BlazorMedia.Web.Features.Accounts.Users;
using BlazorMedia.Web.Platform.Live;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>An open page lives longer than its request: ask again whether its person may still be here, at once when somebody was changed, and now and then.</summary>
internal sealed class RevalidatingStates : RevalidatingServerAuthenticationStateProvider
{
    private readonly IServiceProvider services;
    private readonly IDisposable subscription;

    public RevalidatingStates(ILoggerFactory loggers, IServiceProvider services, LiveTopics topics)
        : base(loggers)
    {
        this.services = services;
        subscription = topics.Subscribe(UserTopics.Users, AskAgainAsync);
    }

    protected override TimeSpan RevalidationInterval => SignInSetup.Revalidation;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        SessionCheck.CountsAsync(services, authenticationState.User, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        subscription.Dispose();
        base.Dispose(disposing);
    }

    private async Task AskAgainAsync()
    {
        // Outside of a circuit nobody has said who it is, and nobody waits for an answer.
        ClaimsPrincipal person;
        try
        {
            person = (await GetAuthenticationStateAsync()).User;
        }
        catch (InvalidOperationException)
        {
            return;
        }
        if (person.Identity?.IsAuthenticated != true || await SessionCheck.CountsAsync(services, person, CancellationToken.None)) return;
        SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }
}
