using BlazorMedia.Tests.Shared;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Features.Operations.Overview;
using BlazorMedia.Web.Features.Operations.Pages;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations;

public sealed class OverviewPageTests : ShellContext
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Only_who_may_change_something_is_offered_to_add_a_stream(bool isOperator, int links)
    {
        AddAuthorization().SetAuthorized("ada").SetPolicies(isOperator ? [Policies.Viewer, Policies.Operator] : [Policies.Viewer]);

        var page = Render<OverviewPage>();

        page.FindAll("a[href='/streams/new']").Count.ShouldBe(links);
        page.Find("h1").TextContent.ShouldBe("Overview");
    }

    [Fact]
    public void The_overview_shows_the_parts_that_are_registered_for_it()
    {
        AddAuthorization().SetAuthorized("ada");
        UseRoot(folder.Path);
        Services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(DiskPart), 50));

        var page = Render<OverviewPage>();

        page.Find(".value").TextContent.ShouldEndWith("free");
        page.Find("[role=img]").GetAttribute("aria-label")!.ShouldEndWith("used");
    }

    [Fact]
    public void A_disk_that_is_away_says_so()
    {
        UseRoot("/proc/self/nothing-is-here");

        Render<DiskPart>().Markup.ShouldContain("The folder cannot be reached.");
    }

    [Theory]
    [InlineData(0, 100, 100)]
    [InlineData(25, 100, 75)]
    [InlineData(0, 0, 0)]
    public void Used_space_is_told_in_percent(long free, long total, int used) => new DiskVolume("recordings", "/", free, total).UsedPercent.ShouldBe(used);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        folder.Dispose();
    }

    private void UseRoot(string root)
    {
        var settings = new Dictionary<string, string?> { ["Recordings:Root"] = root, ["BlazorMedia:DataDirectory"] = folder.Path };
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        Services.AddSingleton<DataDirectory>().AddSingleton<DiskVolumes>();
    }
}
