using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Features.Operations.Check;
using BlazorMedia.Web.Features.Operations.Pages;
using BlazorMedia.Web.Features.Operations.Restore;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Operations.Backup;

/// <summary>The page over a real application.</summary>
public sealed class BackupPageTests : IClassFixture<BackupFixture>, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly BackupFixture app;
    private readonly BunitContext page = new();

    public BackupPageTests(BackupFixture app)
    {
        this.app = app;
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.AddAuthorization().SetAuthorized("admin").SetPolicies("admin");
        page.Services.AddLocalization().AddSingleton(TimeProvider.System).AddShell();
        Share<JobBoard>().Share<JobControl>().Share<JobSchedules>().Share<LiveTopics>();
        Share<BackupFolder>().Share<DeleteBackup>().Share<UploadBackup>().Share<PreviewRestore>().Share<RestoreByPage>().Share<CheckStorage>();
        Share<IDbContextFactory<AppDbContext>>().Share<IOptionsMonitor<BackupOptions>>().Share<RunningJobs>().Share<IConfiguration>();
    }

    public async ValueTask DisposeAsync() => await page.DisposeAsync();

    [Fact]
    public async Task A_backup_is_listed_as_verified_and_one_that_cannot_be_read_as_damaged()
    {
        var made = await app.BackupAsync();
        var damaged = Path.Combine(app.Folder.Root, "damaged.zip");
        await File.WriteAllTextAsync(damaged, "x", Xunit.TestContext.Current.CancellationToken);

        var shown = Open("");

        shown.WaitForAssertion(() => shown.Markup.ShouldContain(Path.GetFileName(made)), Patience);
        Row(shown, Path.GetFileName(made)).TextContent.ShouldContain("Verified");
        Row(shown, "damaged.zip").TextContent.ShouldContain("Damaged");
        Row(shown, "damaged.zip").QuerySelector("button")!.HasAttribute("disabled").ShouldBeTrue("it cannot be restored");
        File.Delete(damaged);
    }

    [Fact]
    public async Task The_dry_run_shows_rows_and_says_what_happens_before_anything_does()
    {
        var made = Path.GetFileName(await app.BackupAsync());

        var shown = Open("?restore=" + made);

        shown.WaitForAssertion(() => shown.Find(".preview table").TextContent.ShouldContain("AspNetUsers"), Patience);
        shown.Find(".preview").TextContent.ShouldContain("The server restarts itself");
        shown.Find(".preview .bm-button-danger").TextContent.ShouldContain("Restore and restart");
    }

    [Fact]
    public async Task With_PostgreSQL_the_dry_run_ends_with_the_command_in_place_of_a_button()
    {
        var made = Path.GetFileName(await app.BackupAsync());
        page.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Database:Provider", "postgres")]).Build());

        var shown = Open("?restore=" + made);

        shown.WaitForAssertion(() => shown.Find(".preview code").TextContent.ShouldBe($"./blazormedia restore {made} --yes"), Patience);
        shown.FindAll(".preview .bm-button-danger").ShouldBeEmpty();
    }

    [Fact]
    public void A_backup_that_is_gone_says_so()
    {
        var shown = Open("?restore=nothing.zip");

        shown.WaitForAssertion(() => shown.Find("[role=alert]").TextContent.ShouldContain("There is no such backup."), Patience);
    }

    [Fact]
    public void The_check_says_what_it_is_for_and_then_what_it_found()
    {
        var shown = Open("?tab=check");
        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Not checked yet"), Patience);

        shown.Find(".bm-button-primary").Click();

        shown.WaitForAssertion(() => shown.Find("h2").TextContent.ShouldBe("Everything fits"), Patience);
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<BackupPage> shown, string name) => shown.FindAll("tbody tr").Single(r => r.TextContent.Contains(name, StringComparison.Ordinal));

    private IRenderedComponent<BackupPage> Open(string query)
    {
        page.Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/backup" + query);
        return page.Render<BackupPage>();
    }

    private BackupPageTests Share<T>()
        where T : class
    {
        page.Services.AddSingleton(app.Services.GetRequiredService<T>());
        return this;
    }
}
