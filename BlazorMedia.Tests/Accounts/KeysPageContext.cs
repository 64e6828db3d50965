using AngleSharp.Dom;
using BlazorMedia.Tests.Shared;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.ApiKeys.Pages;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

/// <summary>The page /admin/keys over the real application's handlers.</summary>
public abstract class KeysPageContext : ShellContext
{
    private readonly IServiceScope scope;

    protected KeysPageContext(AppFixture app)
    {
        scope = app.Services.CreateScope();
        Services.AddFallbackServiceProvider(new OwnServices(scope.ServiceProvider));
        // Asked for a list, the test's own provider would answer with an empty one.
        foreach (var known in scope.ServiceProvider.GetServices<ScopeInfo>()) Services.AddSingleton(known);
        AddAuthorization().SetAuthorized("ada@example.org").SetPolicies(Policies.Admin);
    }

    protected static TimeSpan Patience => TimeSpan.FromSeconds(60);

    protected static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    internal Dialogs Dialogs => Services.GetRequiredService<Dialogs>();

    /// <summary>The page with a query string.</summary>
    internal IRenderedComponent<KeysPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/keys" + query);
        return Render<KeysPage>();
    }

    /// <summary>Says yes to the question that is open or about to be.</summary>
    protected Task AgreeAsync() => Eventually.TrueAsync(
        () =>
        {
            if (Dialogs.Open is null) return false;
            Dialogs.Answer(true);
            return true;
        }, "a question is asked");

    internal static IElement Button(IRenderedComponent<KeysPage> page, string text) => page.FindAll("button").Last(b => b.TextContent.Trim().EndsWith(text, StringComparison.Ordinal));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        scope.Dispose();
    }

    private sealed class OwnServices(IServiceProvider app) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType.Assembly == typeof(KeysPage).Assembly || serviceType == typeof(IDbContextFactory<AppDbContext>)
                ? app.GetService(serviceType) : null;
    }
}
