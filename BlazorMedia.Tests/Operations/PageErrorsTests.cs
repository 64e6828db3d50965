using System.Net;
using BlazorMedia.Web.Platform.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Tests.Operations;

public sealed class PageErrorsTests : IAsyncLifetime
{
    private readonly CancellationToken ct = Xunit.TestContext.Current.CancellationToken;
    private readonly WebApplication app = Build();

    public async ValueTask InitializeAsync() => await app.StartAsync(ct);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("/broken", HttpStatusCode.InternalServerError, "the error page")]
    [InlineData("/missing", HttpStatusCode.NotFound, "the not-found page")]
    [InlineData("/api/broken", HttpStatusCode.InternalServerError, "\"status\":500")]
    [InlineData("/api/missing", HttpStatusCode.NotFound, "\"status\":404")]
    public async Task People_get_a_page_and_programs_a_problem(string address, HttpStatusCode status, string body)
    {
        var answer = await app.GetTestClient().GetAsync(address, ct);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(ct)).ShouldContain(body);
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        app.UsePageErrors();
        app.MapGet("/error", () => "the error page");
        app.MapGet("/not-found", () => "the not-found page");
        app.MapGet("/broken", Fail);
        app.MapGet("/api/broken", Fail);
        return app;
    }

    private static string Fail() => throw new InvalidOperationException("boom");
}
