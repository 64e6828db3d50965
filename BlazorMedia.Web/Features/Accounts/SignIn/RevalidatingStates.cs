using System.Security.Claims;
using BlazorMedia.Web.Features.Accounts.Users;
using BlazorMedia.Web.Platform.Live;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>An open page lives longer than its request: ask again whether its person may still be here, at once when somebody was changed, and now and then.</summary>
internal sealed partial class RevalidatingStates : RevalidatingServerAuthenticationStateProvider
{
    /// <summary>Of the database, before open pages are closed after all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    internal static readonly int MaxUnanswered = (int)(Patience / SignInSetup.Revalidation);

    private readonly IServiceProvider services;
    private readonly IDisposable subscription;
    private readonly ILogger<RevalidatingStates> logger;
    private int unanswered;

    public RevalidatingStates(ILoggerFactory loggers, IServiceProvider services, LiveTopics topics)
        : base(loggers)
    {
        this.services = services;
        logger = loggers.CreateLogger<RevalidatingStates>();
        subscription = topics.Subscribe(UserTopics.Users, AskAgainAsync);
    }

    protected override TimeSpan RevalidationInterval => SignInSetup.Revalidation;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var counts = await AskAsync(authenticationState.User, cancellationToken);
        unanswered = counts is null ? unanswered + 1 : 0;
        return counts ?? unanswered < MaxUnanswered;
    }

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
        if (person.Identity?.IsAuthenticated != true || await AskAsync(person, CancellationToken.None) is not false) return;
        SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }

    /// <summary>Null when the database does not answer: a short outage says nothing about anybody.</summary>
    private async Task<bool?> AskAsync(ClaimsPrincipal person, CancellationToken ct)
    {
        try
        {
            return await SessionCheck.CountsAsync(services, person, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogUnanswered(exception);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whether the person of an open page may still be here could not be asked; the page stays for now")]
    private partial void LogUnanswered(Exception exception);
}
