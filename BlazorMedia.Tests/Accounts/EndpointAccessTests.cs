using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class EndpointAccessTests(AppFixture app) : IClassFixture<AppFixture>
{
    /// <summary>Who adds a line says in review why a stranger may come in there.</summary>
    private static readonly string[] Anonymous =
    [
        "/account/access-denied", "/account/invitation", "/account/lockout", "/account/login", "/account/login-2fa", "/account/login-recovery",
        "/account/logout", "/account/passkeys/request-options", "/account/preferences",
        "/error", "/first-run", "/health/live", "/not-found",
    ];

    [Fact]
    public void Nothing_is_anonymous_that_is_not_listed()
    {
        var open = Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Pattern).Distinct();

        open.Except(Anonymous).ShouldBeEmpty();
    }

    [Fact]
    public void Every_other_door_says_who_may_come_in()
    {
        // The framework's own (/_blazor, and its search for new static files in development) stand behind the fallback policy.
        var silent = Endpoints()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is null && !Pattern(e).StartsWith("/_", StringComparison.Ordinal) && Pattern(e) != "/{**path:file}")
            .Select(Pattern);

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Every_door_of_the_api_names_a_scope()
    {
        var scopeless = Endpoints().Where(e => Pattern(e).StartsWith("/api/", StringComparison.Ordinal) && e.Metadata.GetMetadata<RequiredScope>() is null).Select(Pattern);

        scopeless.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_is_led_from_every_page_to_the_sign_in()
    {
        using var stranger = app.CreateClient();
        var pages = Endpoints().Select(Pattern).Distinct().Where(p => !p.Contains('{') && !p.StartsWith("/_", StringComparison.Ordinal) && !p.StartsWith("/api", StringComparison.Ordinal) && !Anonymous.Contains(p));

        foreach (var page in pages)
        {
            using var answer = await stranger.GetAsync(page, TestContext.Current.CancellationToken);
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed) continue;
            answer.Headers.Location?.ToString().ShouldContain("/account/login", customMessage: page);
        }
    }

    private IEnumerable<RouteEndpoint> Endpoints() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.Trim('/');
}
