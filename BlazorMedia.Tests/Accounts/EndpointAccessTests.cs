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
        // The address itself is the permission, for one film and some hours.
        "/share/{Token}", "/share/{token}/file",
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
        // Pages, endpoints, the circuit, health: what stands behind the fallback policy alone is the framework's, and is listed.
        string[] behindTheFallback = ["/_framework/opaque-redirect", "/{**path:file}"];

        var silent = Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is null).Select(Pattern);

        silent.Except(behindTheFallback).ShouldBeEmpty();
    }

    [Fact]
    public void The_walk_sees_pages_endpoints_the_circuit_and_health()
    {
        var seen = Endpoints().Select(Pattern).ToList();

        foreach (var door in (string[])["/streams", "/admin/keys", "/api/v1/keys", "/_blazor", "/health/live", "/openapi/{documentName}.json"]) seen.ShouldContain(door);
    }

    [Fact]
    public async Task Every_policy_that_a_door_names_exists()
    {
        var policies = app.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var names = Endpoints().SelectMany(e => e.Metadata.GetOrderedMetadata<IAuthorizeData>()).Select(a => a.Policy).OfType<string>().Distinct();

        foreach (var name in names) (await policies.GetPolicyAsync(name)).ShouldNotBeNull(name);
    }

    [Fact]
    public void Every_door_of_the_api_names_a_scope_or_takes_an_app_token()
    {
        var scopeless = Api().Where(e => e.Metadata.GetMetadata<RequiredScope>() is null && !e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy == Policies.AppTokenScheme));

        scopeless.Select(Pattern).ShouldBeEmpty();
    }

    [Fact]
    public void Every_scope_that_a_door_names_can_be_given_to_a_key_and_has_words()
    {
        using var scope = app.Services.CreateScope();
        var given = scope.ServiceProvider.GetServices<ScopeInfo>().ToList();
        var asked = Endpoints().Select(e => e.Metadata.GetMetadata<RequiredScope>()?.Name).OfType<string>().Distinct().Where(s => s != "*");

        asked.Except(given.Select(s => s.Name)).ShouldBeEmpty();
        given.Select(s => s.Name).ShouldBeUnique();
        given.ShouldAllBe(s => s.Text(scope.ServiceProvider) != $"scope.{s.Name}");
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

    private IEnumerable<RouteEndpoint> Api() => Endpoints().Where(e => Pattern(e).StartsWith("/api/", StringComparison.Ordinal));

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.Trim('/');
}
