using System.Text.RegularExpressions;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>What a newcomer does in the first five minutes: from the link on the console to a file that plays.</summary>
[Collection(Journeys.Name)]
public sealed partial class FirstRecordingJourney(Chromium chromium)
{
    [Fact]
    public async Task A_newcomer_gets_from_the_console_link_to_a_file_that_plays()
    {
        await using var hub = await Hub.StartFreshAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("first-recording", async () =>
        {
            await BecomeAdministratorAsync(page, hub);
            await SeeTheDemoLiveAsync(page);
            await RecordAsync(page);
            var name = await PlayTheFileAsync(page);
            await DownloadAsync(page);
            await DeleteAndUndoAsync(page, name);
            await SignOutAndInAsync(page, name);
        });
    }

    private static async Task BecomeAdministratorAsync(IPage page, Hub hub)
    {
        // Whatever a newcomer opens leads to the first-run page, which only the console's link opens fully.
        await page.GotoAsync("/recordings");
        await Expect(page).ToHaveURLAsync(FirstRunPage());
        await page.GotoAsync(await hub.FirstRunLinkAsync());
        await page.GetByLabel("E-mail").FillAsync(Hub.Email);
        await page.GetByLabel("Display name").FillAsync("Olga Operator");
        await page.Locator("input[name='Form.Password']").FillAsync(Hub.Password);
        await page.Locator("input[name='Form.Confirmation']").FillAsync(Hub.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create administrator" }).ClickAsync();
        await page.ReadyAsync();
        await Expect(page.GetByText("Olga Operator").First).ToBeVisibleAsync();
    }

    private static async Task SeeTheDemoLiveAsync(IPage page)
    {
        await page.VisitAsync("/streams/view/demo");
        await new Video(page).ShouldMoveAsync();
        await new Video(page).ShouldAdvanceAsync(by: 2);
    }

    private static async Task RecordAsync(IPage page)
    {
        await page.Locator("button.record").First.ClickAsync();
        var stop = page.Locator("button.stop").First;
        await Expect(stop).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(10_000);
        await stop.ClickAsync();
        await Expect(page.Locator("button.record").First).ToBeVisibleAsync();
    }

    private static async Task<string> PlayTheFileAsync(IPage page)
    {
        await page.VisitAsync("/recordings");
        await Expect(page.Locator("article img").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var name = await page.Locator("article a.bm-tile-title").First.InnerTextAsync();
        await page.Locator("article a.bm-tile-title").First.ClickAsync();
        var video = new Video(page);
        await Eventually.TrueAsync(async () => await video.DurationAsync() is > 9 and < 30, "the file is about ten seconds long");
        await video.PlayAsync();
        await video.ShouldAdvanceAsync(by: 1);
        await video.SeekAsync(6);
        await Eventually.TrueAsync(async () => await video.TimeAsync() >= 6.5, "it plays on from where it was put");
        return name;
    }

    private static async Task DownloadAsync(IPage page)
    {
        using var folder = new TempFolder();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).First.ClickAsync());
        var file = folder.File(download.SuggestedFilename);
        await download.SaveAsAsync(file);

        file.ShouldEndWith(".mp4");
        var codecs = await ToolRun.OutputOfAsync("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", file]);
        codecs.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["h264", "aac"], ignoreOrder: true);
        var decoded = await ToolRun.StartAsync("ffmpeg", ["-v", "error", "-xerror", "-i", file, "-f", "null", "-"]);
        (decoded.ExitCode, decoded.Errors).ShouldBe((0, ""));
    }

    private static async Task DeleteAndUndoAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).First.ClickAsync();
        var question = page.GetByRole(AriaRole.Dialog);
        await Expect(question).ToContainTextAsync(name);
        await question.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText($"{name} is back").First).ToBeVisibleAsync();
        await page.VisitAsync("/recordings");
        await Expect(page.GetByText(name).First).ToBeVisibleAsync();
    }

    private static async Task SignOutAndInAsync(IPage page, string name)
    {
        await page.Locator("details.who summary").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync("/recordings");
        await Expect(page).ToHaveURLAsync(LoginPage());
        await page.SignInAsync(Hub.Email, Hub.Password);
        await page.VisitAsync("/recordings");
        await Expect(page.GetByText(name).First).ToBeVisibleAsync();
    }

    [GeneratedRegex("/first-run$")]
    private static partial Regex FirstRunPage();

    [GeneratedRegex("/account/login")]
    private static partial Regex LoginPage();
}
