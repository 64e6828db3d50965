using BlazorMedia.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>From a mark in a recording to a film that somebody without an account watches.</summary>
[Collection(Journeys.Name)]
public sealed class ExportJourney(Chromium chromium)
{
    [Fact]
    public async Task A_clip_is_marked_made_downloaded_and_watched_by_a_stranger()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("export", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await RecordAsync(page);
            await MarkAsync(page);
            await DownloadAsync(page);
            await WatchAsStrangerAsync(hub, await ShareAsync(page));
        });
    }

    private static async Task RecordAsync(IPage page)
    {
        await page.VisitAsync("/streams/view/demo");
        await new Video(page).ShouldMoveAsync();
        await page.Locator("button.record").First.ClickAsync();
        await Expect(page.Locator("button.stop").First).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(8_000);
        await page.Locator("button.stop").First.ClickAsync();
        await page.VisitAsync("/recordings");
        await page.Locator("article a.bm-tile-title").First.ClickAsync(new() { Timeout = 60_000 });
    }

    private static async Task MarkAsync(IPage page)
    {
        var video = new Video(page);
        await Eventually.TrueAsync(async () => await video.DurationAsync() is > 7, "the recording can be played");
        await video.SeekAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Clip…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Begins here 0:01" })).ToBeVisibleAsync();
        await video.SeekAsync(5);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ends here" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the clip" }).ClickAsync();
        await Expect(page.Locator(".preview")).ToContainTextAsync("1 pieces");
        await page.GetByText("At the very picture").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the film" }).ClickAsync();
        await Eventually.TrueAsync(async () => await page.Locator("video").CountAsync() > 0 && await video.DurationAsync() is > 3 and < 6, "the film can be played");
    }

    private static async Task DownloadAsync(IPage page)
    {
        using var folder = new TempFolder();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).First.ClickAsync());
        var file = folder.File(download.SuggestedFilename);
        await download.SaveAsAsync(file);

        new FileInfo(file).Length.ShouldBeGreaterThan(10_000);
    }

    private static async Task<string> ShareAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = page.Locator(".share [data-copy]");
        await Expect(link).ToBeVisibleAsync();
        return (await link.GetAttributeAsync("data-copy"))!;
    }

    private async Task WatchAsStrangerAsync(Hub hub, string link)
    {
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(link);
        var video = new Video(page);
        await video.PlayAsync();
        await video.ShouldAdvanceAsync(by: 1);
        (await page.GotoAsync("/recordings"))!.Url.ShouldContain("/account/login");
    }
}
