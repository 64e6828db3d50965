using BlazorMedia.Domain.Operations;
using BlazorMedia.Tests.Shared;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Health;

/// <summary>The pages over the real application's checks.</summary>
public sealed class HealthPageTests : ShellContext, IClassFixture<HealthFixture>, IAsyncLifetime
{
    private readonly HealthFixture app;
    private readonly IServiceScope scope;

    public HealthPageTests(HealthFixture app)
    {
        this.app = app;
        scope = app.Services.CreateScope();
        Services.AddFallbackServiceProvider(new OwnServices(scope.ServiceProvider));
        AddAuthorization().SetAuthorized("ada@example.org").SetPolicies(Policies.Viewer, Policies.Operator);
    }

    public async ValueTask InitializeAsync()
    {
        await using var db = app.CreateDb();
        await db.Set<HealthState>().ExecuteDeleteAsync(Xunit.TestContext.Current.CancellationToken);
        await db.Set<HealthChange>().ExecuteDeleteAsync(Xunit.TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_trouble_stands_first_with_what_to_do_and_where()
    {
        await app.RunAsync(HealthCheckSetup.Bad(HealthRunner.Hangs, "hangs", TimeSpan.FromMinutes(2)));

        var page = Render<HealthPage>();

        page.WaitForAssertion(() => page.Find("section h2").TextContent.ShouldBe("Needs you: 1"));
        var card = page.Find("article.trouble");
        card.TextContent.ShouldContain("The check did not answer within 2 min.");
        card.TextContent.ShouldContain("What it looks at probably hangs");
        card.QuerySelector("a")!.GetAttribute("href").ShouldBe("/jobs");
        page.FindAll("tbody tr").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Checking_now_runs_every_check_and_says_so()
    {
        app.Probe.Answer = _ => Task.FromResult(HealthCheckSetup.Well());
        var page = Render<HealthPage>();
        page.WaitForAssertion(() => page.Markup.ShouldContain("Not checked yet"));

        await page.Find("button.bm-button-primary").ClickAsync(new());

        page.WaitForAssertion(() => page.Markup.ShouldNotContain("Not checked yet"), Eventually.Patience);
        page.Markup.ShouldContain("FFmpeg");
    }

    [Fact]
    public async Task The_overview_names_what_needs_somebody_and_nothing_when_all_is_well()
    {
        await app.RunAsync(HealthCheckSetup.Well());
        var part = Render<NeedsYouPart>();
        part.Markup.Trim().ShouldBeEmpty();

        await app.RunAsync(HealthCheckSetup.Bad("unheard_of", "The roof leaks."));

        part.WaitForAssertion(() => part.Markup.ShouldContain("The roof leaks."), Eventually.Patience);
        part.Find("h2").TextContent.ShouldBe("Needs you: 1");
        part.Find("a").GetAttribute("href").ShouldBe("/admin/health");
    }

    [Fact]
    public void Findings_are_told_in_the_language_of_the_reader()
    {
        Speak("ru");
        var words = new HealthWords(scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizerFactory>(), app.Services.GetServices<HealthCheckWords>(), scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<HealthText>>(), scope.ServiceProvider.GetRequiredService<BlazorMedia.Web.Shared.ViewerClock>());
        var finding = HealthCheckSetup.Warn("filling", "", "recordings", TimeSpan.FromHours(71), new ByteCount(3L << 30)).ToFinding();

        var told = words.FindingOf(DiskCheck.Key, finding.Code, finding.Arguments, finding.Sentence);

        told.ShouldBe("При темпе последних суток диск «записи» заполнится через 2 дн.; свободно 3,0 ГиБ.");
        words.TodoOf(DiskCheck.Key, "filling").ShouldNotBeNull().ShouldContain("срок хранения");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        scope.Dispose();
    }

    private sealed class OwnServices(IServiceProvider app) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType.Assembly == typeof(HealthWords).Assembly || serviceType == typeof(IDbContextFactory<AppDbContext>) ? app.GetService(serviceType) : null;
    }
}
