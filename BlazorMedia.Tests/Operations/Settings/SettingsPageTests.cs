using BlazorMedia.Tests.Shared;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Operations.Settings;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Settings;

/// <summary>The page over the real application's settings.</summary>
public sealed class SettingsPageTests : ShellContext, IClassFixture<SettingsFixture>
{
    private readonly SettingsFixture app;
    private readonly IServiceScope scope;

    public SettingsPageTests(SettingsFixture app)
    {
        this.app = app;
        scope = app.Services.CreateScope();
        Services.AddFallbackServiceProvider(new OwnServices(scope.ServiceProvider));
        AddAuthorization().SetAuthorized("ada@example.org").SetPolicies(Policies.Viewer, Policies.Operator, Policies.Admin);
    }

    [Fact]
    public async Task A_mistake_marks_its_field_and_the_corrected_value_is_saved()
    {
        var page = Render<SettingsPage>();
        page.FindAll(".bar").ShouldBeEmpty();

        Field(page, "Streams__RingSeconds").Change("5");
        await page.Find(".bar .bm-button-primary").ClickAsync(new());

        page.WaitForAssertion(() => Field(page, "Streams__RingSeconds").GetAttribute("aria-invalid").ShouldBe("true"));
        page.Find(".bar").TextContent.ShouldContain("Nothing was saved.");
        app.Streams.RingSeconds.ShouldBe(60);

        Field(page, "Streams__RingSeconds").Change("45");
        await page.Find(".bar .bm-button-primary").ClickAsync(new());

        page.WaitForAssertion(() => page.FindAll(".bar").ShouldBeEmpty());
        app.Streams.RingSeconds.ShouldBe(45);
        await ResetAsync(page);
    }

    [Fact]
    public void What_the_command_line_says_cannot_be_changed_and_says_why()
    {
        var page = Render<SettingsPage>();

        Field(page, "Streams__ConnectSeconds").HasAttribute("disabled").ShouldBeTrue();
        page.Markup.ShouldContain("Set on the command line; change it there and start again.");
    }

    [Fact]
    public void Every_setting_that_may_change_has_words_and_a_heading_in_every_language()
    {
        foreach (var culture in (string[])["en", "zh-Hans", "ru"])
        {
            Speak(culture);
            var words = scope.ServiceProvider.GetRequiredService<SettingWords>();
            foreach (var setting in scope.ServiceProvider.GetRequiredService<ListSettings>().Handle().Where(s => s.MayChange && s.Group != "probe"))
            {
                words.TitleOf(setting).ShouldNotBe(setting.Key, culture);
                words.HintOf(setting).ShouldNotBeNull($"{setting.Key} {culture}");
                words.GroupOf(setting.Group!).ShouldNotBe(setting.Group, culture);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        scope.Dispose();
    }

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<SettingsPage> page, string key) => page.Find($"#setting-{key}");

    private async Task ResetAsync(IRenderedComponent<SettingsPage> page)
    {
        await page.Find("button[aria-label='Back to the default']").ClickAsync(new());
        await page.Find(".bar .bm-button-primary").ClickAsync(new());
        await Eventually.TrueAsync(() => app.Streams.RingSeconds == 60, "the default is back");
    }

    private sealed class OwnServices(IServiceProvider app) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType.Assembly == typeof(SettingWords).Assembly || serviceType == typeof(IDbContextFactory<AppDbContext>) ? app.GetService(serviceType) : null;
    }
}
